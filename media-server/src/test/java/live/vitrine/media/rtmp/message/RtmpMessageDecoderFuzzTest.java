package live.vitrine.media.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the type and payload: a message or a {@link MessageException}, and nothing lost. */
class RtmpMessageDecoderFuzzTest {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);
  private final RtmpMessageEncoder encoder = new RtmpMessageEncoder(allocator);

  static Stream<Arguments> seeds() {
    Stream<byte[]> typed =
        MessageCases.all()
            .map(given -> HexBytes.bytes("%02x %s".formatted(given.typeId(), given.notation())));
    Stream<byte[]> media =
        Stream.of(
                "08 af01",
                "09 170100000000",
                "12 02 000a 'onMetaData' 08 00000000 0000 09",
                "0f 00 02 000a 'onMetaData' 11 0a 0b 01 01",
                "16 08 000001 00000a 00 000000 af 0000000c 09 000001 00002a 00 000000 27 0000000c")
            .map(HexBytes::bytes);
    return Stream.concat(typed, media).map(bytes -> Arguments.of((Object) bytes));
  }

  /** The first byte is the message type. */
  @MethodSource("seeds")
  @FuzzTest
  void decodesAnyMessage(byte[] bytes) {
    if (bytes.length > 0) {
      decode(bytes);
      assertThat(allocator.metric().usedDirectMemory()).as("direct memory").isZero();
    }
  }

  private void decode(byte[] bytes) {
    int length = bytes.length - 1;
    ByteBuf payload =
        allocator
            .directBuffer(15 + length, 15 + length)
            .setIndex(11, 11)
            .writeBytes(bytes, 1, length);
    RtmpMessage message;
    try {
      message = decoder.decode(new ChunkMessage(3, bytes[0] & 0xFF, 0, 1, payload));
    } catch (MessageException _) {
      return;
    }
    switch (message) {
      case Aggregate aggregate -> aggregate.messages().forEach(this::check);
      case MediaMessage media -> check(media);
      case Unknown unknown -> assertThat(unknown.length()).isEqualTo(length);
      default -> encoder.retainedMessage(message).payload().release();
    }
    message.release();
  }

  private void check(MediaMessage media) {
    assertThat(media.payload().readerIndex()).isGreaterThanOrEqualTo(11);
    assertThat(media.payload().writableBytes()).isGreaterThanOrEqualTo(4);
  }
}
