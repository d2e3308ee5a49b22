package live.vitrine.media.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;

/** Whatever the type and payload: a message or a {@link MessageException}, and nothing lost. */
class RtmpMessageDecoderFuzzTest {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);
  private final RtmpMessageEncoder encoder = new RtmpMessageEncoder(allocator);

  /** The first byte is the message type. */
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
