package live.vitrine.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import live.vitrine.media.codec.CodecException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvcSequenceParameterSetTest {
  @Test
  void takesEmulationPreventionBytesOut() {
    // Timing information of 1 / 50: 00 00 00 01 and 00 00 00 32 cannot stand in a NAL unit as such.
    AvcSequenceParameterSet picture =
        AvcCases.parse(AvcCases.CASES.get(1).avcC()).sequenceParameterSet();

    assertThat(picture.unitsInTick()).isEqualTo(1);
    assertThat(picture.timeScale()).isEqualTo(50);
  }

  @Test
  void hasNoFrameRateWithoutTimingInformation() {
    // Baseline 3.0, 640 x 480, picture order count type 2, no cropping, no VUI, written by hand:
    // ue 0, 0, 2, 1 · 0 · ue 39, 29 · 1 · 0 · 0 · 0 · stop bit.
    AvcSequenceParameterSet picture = parse("6742001e" + "da0280f640");

    assertThat(picture.width()).isEqualTo(640);
    assertThat(picture.height()).isEqualTo(480);
    assertThat(picture.frameRate()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "67, TRUNCATED, bits end after 8 bits",
    "6742001eda, TRUNCATED, bits end",
    "6842001eda0280f640, INVALID, NAL unit type is 8",
    "6742001e00000000ff, INVALID, more than 31 leading zeros",
    "6742001e07ffffff, INVALID, 'seq_parameter_set_id is 62, at most 31'",
  })
  void refusesDamage(String hex, Reason reason, String message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = parse(hex);
        })
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static AvcSequenceParameterSet parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return AvcSequenceParameterSet.parse(AvcCases.shifted(bytes), Long.BYTES, bytes.length);
  }
}
