package live.vitrine.media.httpflv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.HexFormat;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlvFramingTest {
  private static FlvTag tag(int payloadLength) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(payloadLength + 15);
    buffer.setIndex(11, 11).writeZero(payloadLength);
    return FlvTag.take(TagType.AUDIO, 0, buffer);
  }

  private static FlvTag tag(TagType type, String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(bytes.length + 15);
    buffer.setIndex(11, 11).writeBytes(bytes);
    return FlvTag.take(type, 0x01020304, buffer);
  }

  private static FlvFraming enhanced(FlvEnvelope envelope) {
    return new FlvFraming(envelope, HevcForm.ENHANCED);
  }

  private static String hex(ByteBuf bytes) {
    try {
      return ByteBufUtil.hexDump(bytes);
    } finally {
      bytes.release();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, 1, '', ''",
    "CHUNKED, 1, 31300d0a, 0d0a", // "10", 16 bytes
    "CHUNKED, 240, 66660d0a, 0d0a", // "ff"
    "WEB_SOCKET, 1, 8210, ''",
    "WEB_SOCKET, 110, 827d, ''",
    "WEB_SOCKET, 111, 827e007e, ''",
    "WEB_SOCKET, 65520, 827effff, ''",
    "WEB_SOCKET, 65521, 827f0000000000010000, ''"
  })
  void wrapsARun(FlvEnvelope envelope, int payloadLength, String before, String after) {
    FlvTag tag = tag(payloadLength);
    String content = ByteBufUtil.hexDump(tag.buffer());

    assertThat(hex(Vectors.retainedRun(enhanced(envelope), List.of(tag))))
        .isEqualTo(before + content + after);
    tag.release();
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, false, true, '', 01, ''",
    "PLAIN, true, false, '', 04, ''",
    "CHUNKED, true, true, 31640d0a, 05, 0d0a",
    "WEB_SOCKET, true, true, 821d, 05, ''"
  })
  void beginsWithAFileHeader(
      FlvEnvelope envelope,
      boolean audio,
      boolean video,
      String before,
      String flags,
      String after) {
    FlvTag tag = tag(1);
    String content = "464c5601" + flags + "0000000900000000" + ByteBufUtil.hexDump(tag.buffer());

    assertThat(hex(Vectors.retainedPreamble(enhanced(envelope), audio, video, List.of(tag))))
        .isEqualTo(before + content + after);
    tag.release();
  }

  @ParameterizedTest
  @CsvSource({
    // Sequence start, key frame with negative composition time, later frames with and without.
    "VIDEO, 9068766331 0102, 1c00000000 0102",
    "VIDEO, 9168766331 ffffd8 aabb, 1c01ffffd8 aabb",
    "VIDEO, a168766331 000043 aabb, 2c01000043 aabb",
    "VIDEO, a368766331 aabb, 2c01000000 aabb",
    "VIDEO, b368766331 aabb, 3c01000000 aabb",
    // Sequence end, a frame of nothing.
    "VIDEO, 9268766331, 1c02000000",
    "VIDEO, 9168766331 000043, 1c01000043",
    // Not HEVC, legacy already, too short for what it announces.
    "VIDEO, 9161763031 aabb, 9161763031 aabb",
    "VIDEO, 1c01000043 aabb, 1c01000043 aabb",
    "VIDEO, 9168766331 0000, 9168766331 0000",
    "VIDEO, 90687663, 90687663",
    "AUDIO, 9068766331, 9068766331",
  })
  void writesHevcInLegacyForm(TagType type, String payload, String expected) {
    FlvTag tag = tag(type, payload.replace(" ", ""));
    String legacy = expected.replace(" ", "");
    int length = legacy.length() / 2;
    String content =
        "%02x%06x".formatted(type.id(), length)
            + "02030401"
            + "000000"
            + legacy
            + "%08x".formatted(11 + length);

    assertThat(
            hex(
                Vectors.retainedRun(
                    new FlvFraming(FlvEnvelope.WEB_SOCKET, HevcForm.LEGACY), List.of(tag))))
        .isEqualTo("82%02x".formatted(15 + length) + content);
    tag.release();
  }

  @ParameterizedTest
  @EnumSource
  void leavesOutColoursInEitherForm(HevcForm form) {
    FlvTag colours = tag(TagType.VIDEO, "d4617630310200");
    FlvTag hevcColours = tag(TagType.VIDEO, "d4687663310200");
    FlvTag sound = tag(TagType.AUDIO, "af01");
    List<FlvTag> all = List.of(colours, hevcColours, sound);
    for (FlvEnvelope envelope : FlvEnvelope.values()) {
      var framing = new FlvFraming(envelope, form);

      assertThat(hex(Vectors.retainedRun(framing, List.of(colours, hevcColours)))).isEmpty();
      assertThat(hex(Vectors.retainedRun(framing, all)))
          .isEqualTo(hex(Vectors.retainedRun(framing, List.of(sound))));
      assertThat(hex(Vectors.retainedPreamble(framing, true, true, all)))
          .isEqualTo(hex(Vectors.retainedPreamble(framing, true, true, List.of(sound))));
    }
    all.forEach(FlvTag::release);
  }
}
