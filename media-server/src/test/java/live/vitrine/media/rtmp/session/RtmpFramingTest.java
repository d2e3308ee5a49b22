package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Vectors;
import live.vitrine.media.rtmp.chunk.ChunkDecoder;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkLimits;
import live.vitrine.media.rtmp.message.RtmpMessageEncoder;
import live.vitrine.media.rtmp.message.SetChunkSize;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RtmpFramingTest {
  private static final RtmpMessageEncoder MESSAGES =
      new RtmpMessageEncoder(ByteBufAllocator.DEFAULT);

  /** A message as a player reads it. */
  private record Read(int typeId, long timestamp, int messageStreamId, List<Byte> payload) {}

  private final ChunkDecoder decoder =
      new ChunkDecoder(ByteBufAllocator.DEFAULT, ChunkLimits.PUBLISHING);
  private final ChunkEncoder encoder = new ChunkEncoder(ByteBufAllocator.DEFAULT);
  private final List<Read> messages = new ArrayList<>();

  @AfterEach
  void close() {
    decoder.close();
  }

  private void decode(ByteBuf bytes) {
    try {
      decoder.decode(
          bytes,
          message -> {
            byte[] payload = ByteBufUtil.getBytes(message.payload());
            messages.add(
                new Read(
                    message.typeId(),
                    message.timestamp(),
                    message.messageStreamId(),
                    boxed(payload)));
            message.payload().release();
          });
    } finally {
      bytes.release();
    }
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] result = new Byte[bytes.length];
    Arrays.setAll(result, i -> bytes[i]);
    return List.of(result);
  }

  private static byte[] content(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((i * 31) >>> 4);
    }
    return bytes;
  }

  private static FlvTag tag(TagType type, long timestamp, int length) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(length + 15);
    buffer.setIndex(11, 11).writeBytes(content(length));
    return FlvTag.take(type, timestamp, buffer);
  }

  static Stream<Arguments> tags() {
    return Stream.of(
        arguments(TagType.VIDEO, 0L, 5),
        arguments(TagType.AUDIO, 40L, 2),
        arguments(TagType.SCRIPT, 0L, 13),
        arguments(TagType.VIDEO, 40L, 59_999),
        arguments(TagType.VIDEO, 40L, 60_000),
        arguments(TagType.VIDEO, 40L, 60_001),
        arguments(TagType.VIDEO, 40L, 2 << 20),
        arguments(TagType.VIDEO, 0xFFFFFEL, 60_001),
        arguments(TagType.VIDEO, 0xFFFFFFL, 60_001),
        arguments(TagType.AUDIO, 0x1000000L, 100),
        arguments(TagType.VIDEO, 0x1000000L, 180_001),
        arguments(TagType.VIDEO, 0xFFFFFFFFL, 180_001),
        arguments(TagType.VIDEO, 0x1_0000_0005L, 10));
  }

  @ParameterizedTest
  @MethodSource("tags")
  void isReadBackByADecoder(TagType type, long timestamp, int length) {
    FlvTag tag = tag(type, timestamp, length);

    decode(MESSAGES.retainedChunks(new SetChunkSize(Session.CHUNK_SIZE), encoder));
    decode(Vectors.retainedRun(RtmpFraming.of(1), List.of(tag)));
    tag.release();

    assertThat(messages)
        .containsExactly(new Read(type.id(), timestamp & 0xFFFFFFFFL, 1, boxed(content(length))));
  }

  @Test
  void standsBesideControlMessagesAndPreamble() {
    FlvTag configuration = tag(TagType.VIDEO, 80, 40);
    FlvTag large = tag(TagType.VIDEO, 120, 130_000);
    FlvTag sound = tag(TagType.AUDIO, 121, 300);

    decode(MESSAGES.retainedChunks(new SetChunkSize(Session.CHUNK_SIZE), encoder));
    decode(Vectors.retainedPreamble(RtmpFraming.of(2), List.of(configuration)));
    decode(MESSAGES.retainedChunks(new UserControl.PingRequest(7), encoder));
    decode(Vectors.retainedRun(RtmpFraming.of(2), List.of(large, sound)));
    decode(MESSAGES.retainedChunks(Answers.status(2, "NetStream.Play.Stop", "over"), encoder));
    decode(Vectors.retainedRun(RtmpFraming.of(2), List.of(sound)));
    List.of(configuration, large, sound).forEach(FlvTag::release);

    assertThat(messages.stream().map(Read::typeId)).containsExactly(9, 4, 9, 8, 20, 8);
    assertThat(messages.get(2).payload()).isEqualTo(boxed(content(130_000)));
    assertThat(messages.get(3)).isEqualTo(messages.get(5));
  }

  @Test
  void isReadWhereverTheBytesAreSplit() {
    FlvTag tag = tag(TagType.VIDEO, 0x1000000L, 60_010);
    decode(MESSAGES.retainedChunks(new SetChunkSize(Session.CHUNK_SIZE), encoder));
    ByteBuf bytes = Vectors.retainedRun(RtmpFraming.of(1), List.of(tag));
    tag.release();
    byte[] all = ByteBufUtil.getBytes(bytes);
    bytes.release();
    // Around both headers byte by byte; in between nothing changes.
    int[] splits = {1, 5, 11, 12, 13, 15, 16, 17, 60_015, 60_016, 60_017, 60_018, 60_020, 60_021};

    for (int split : splits) {
      decode(Unpooled.copiedBuffer(all, 0, split));
      decode(Unpooled.copiedBuffer(all, split, all.length - split));
    }

    assertThat(messages)
        .hasSize(splits.length)
        .containsOnly(new Read(9, 0x1000000L, 1, boxed(content(60_010))));
  }

  @Test
  void handsColoursOnToAServerThatIsPushedToAsTheyAre() {
    // Video, frame type of a command, packet type metadata: an AMF0 string and an empty object.
    byte[] colours = HexBytes.bytes("d4 68766331 020009 636f6c6f72496e666f 03 0000 09");
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(colours.length + 15);
    buffer.writeZero(11).readerIndex(11).writeBytes(colours);
    FlvTag tag = FlvTag.take(TagType.VIDEO, 40, buffer);

    decode(Vectors.retainedRun(RtmpFraming.forPush(7), List.of(tag)));
    tag.release();

    assertThat(messages).containsExactly(new Read(9, 40, 7, boxed(colours)));
  }

  @Test
  void isTheSameForAllPushesOnOneMessageStream() {
    assertThat(RtmpFraming.forPush(1)).isEqualTo(RtmpFraming.forPush(1));
    assertThat(RtmpFraming.forPush(1)).isNotEqualTo(RtmpFraming.of(1));
  }

  @Test
  void tellsAServerThatIsPushedToToKeepTheMetadata() {
    byte[] metadata = HexBytes.bytes("02000a 6f6e4d65746144617461 080000000000 0009");
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(metadata.length + 15);
    buffer.writeZero(11).readerIndex(11).writeBytes(metadata);
    FlvTag tag = FlvTag.take(TagType.SCRIPT, 40, buffer);

    decode(Vectors.retainedRun(RtmpFraming.forPush(7), List.of(tag)));
    tag.release();

    byte[] expected =
        HexBytes.bytes(
            "02000d 40736574446174614672616d65 02000a 6f6e4d65746144617461" + "080000000000 0009");
    assertThat(messages).containsExactly(new Read(18, 40, 7, boxed(expected)));
  }
}
