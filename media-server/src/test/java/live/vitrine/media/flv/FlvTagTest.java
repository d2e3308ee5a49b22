package live.vitrine.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlvTagTest {
  @Test
  void writesHeaderAndTrailerAroundThePayload() {
    FlvTag tag = tag(TagType.VIDEO, 0x12_345678L, "1701000000aabb");

    assertThat(ByteBufUtil.hexDump(tag.buffer()))
        .isEqualTo("09" + "000007" + "345678" + "12" + "000000" + "1701000000aabb" + "00000012");
    assertThat(tag.length()).isEqualTo(22);
    assertThat(tag.payloadLength()).isEqualTo(7);
    assertThat(tag.buffer().getUnsignedByte(tag.payloadIndex())).isEqualTo((short) 0x17);
    tag.release();
  }

  @ParameterizedTest
  @CsvSource({
    // type, payload, key frame, configuration, coded
    "VIDEO, 1700000000, false, true, false",
    "VIDEO, 1701000000, true, false, true",
    "VIDEO, 2701000000, false, false, true",
    "VIDEO, 1702000000, false, false, false",
    "VIDEO, 17, false, false, false",
    "VIDEO, 5700, false, false, false",
    "VIDEO, 1201, true, false, true",
    "VIDEO, 2201, false, false, true",
    "VIDEO, 1c00000000, false, true, false",
    "VIDEO, 9068766331, false, true, false",
    "VIDEO, 9168766331, true, false, true",
    "VIDEO, a368766331, false, false, true",
    "VIDEO, d468766331, false, false, false",
    "AUDIO, af00, false, true, false",
    "AUDIO, af01, false, false, true",
    "AUDIO, 2f01, false, false, true",
    "AUDIO, 904f707573, false, true, false",
    "AUDIO, 914f707573, false, false, true",
    "SCRIPT, 02000a, false, false, false",
    // VP8, VP9 and AV1 by their frame type alone.
    "VIDEO, 9176703038, true, false, true",
    "VIDEO, a376703039, false, false, true",
    "VIDEO, 9161763031, true, false, true",
    // End of a sequence, a command, MPEG-2 TS, a header that is too short, loudspeakers.
    "VIDEO, 9268766331, false, false, false",
    "VIDEO, d168766331, false, false, false",
    "VIDEO, 9561763031, false, false, false",
    "VIDEO, 91687663, false, false, false",
    "AUDIO, 924f707573, false, false, false",
    "AUDIO, 944f707573010100000004, false, false, false",
    "VIDEO, '', false, false, false",
    "AUDIO, '', false, false, false",
  })
  void knowsWhatItsPayloadIs(
      TagType type, String payload, boolean keyFrame, boolean configuration, boolean coded) {
    FlvTag tag = tag(type, 0, payload);

    assertThat(tag.isKeyFrame()).isEqualTo(keyFrame);
    assertThat(tag.isConfiguration()).isEqualTo(configuration);
    assertThat(tag.isCodedFrame()).isEqualTo(coded);
    tag.release();
  }

  @ParameterizedTest
  @CsvSource({
    "VIDEO, d468766331020009, true",
    "VIDEO, 9468766331020009, true",
    "AUDIO, 944f707573010100000004, true",
    "VIDEO, 9068766331, false",
    "AUDIO, 944f7075, false",
    "SCRIPT, 9400000000, false",
    "SCRIPT, 02000a6f6e4d65746144617461, true",
  })
  void knowsMetadata(TagType type, String payload, boolean metadata) {
    FlvTag tag = tag(type, 0, payload);

    assertThat(tag.isMetadata()).isEqualTo(metadata);
    tag.release();
  }

  @Test
  void copiesItselfToAnotherTime() {
    FlvTag tag = tag(TagType.AUDIO, 5, "af001210");
    FlvTag copy = tag.retainedCopyAt(70_000);

    assertThat(copy.timestamp()).isEqualTo(70_000);
    assertThat(copy.hasSamePayload(tag)).isTrue();
    assertThat(copy.buffer().getUnsignedMedium(4)).isEqualTo(70_000);
    tag.release();
    copy.release();
  }

  @Test
  void refusesAPayloadWithoutRoomInFrontAndReleasesIt() {
    ByteBuf payload = Unpooled.directBuffer(32).writeInt(1);

    assertThatThrownBy(() -> FlvTag.take(TagType.AUDIO, 0, payload).release())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at index 0");
    assertThat(payload.refCnt()).isZero();
  }

  private static FlvTag tag(TagType type, long timestamp, String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    ByteBuf buffer = Unpooled.directBuffer(FlvTag.HEADER_LENGTH + bytes.length + 4);
    buffer.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH).writeBytes(bytes);
    return FlvTag.take(type, timestamp, buffer);
  }
}
