package live.vitrine.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBufUtil;
import java.util.HexFormat;
import live.vitrine.media.codec.CodecException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvcDecoderConfigurationTest {
  @Test
  void readsParameterSetsAndLengthSize() {
    var configuration = AvcCases.parse("0142c00bfde2000267aa000367bbcc01000468ce0fc8");

    assertThat(configuration.nalLengthSize()).isEqualTo(2);
    assertThat(configuration.sequenceParameterSets())
        .extracting(ByteBufUtil::hexDump)
        .containsExactly("67aa", "67bbcc");
    assertThat(configuration.pictureParameterSets())
        .extracting(ByteBufUtil::hexDump)
        .containsExactly("68ce0fc8");
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.codec.AvcCases#all")
  void readsWhatEncodersWrite(AvcCases.Case expected) {
    var configuration = AvcCases.parse(expected.avcC());
    AvcSequenceParameterSet picture = configuration.sequenceParameterSet();

    assertThat(configuration.nalLengthSize()).isEqualTo(4);
    assertThat(configuration.codecString()).isEqualTo(expected.codecString());
    assertThat(picture.codecString()).isEqualTo(expected.codecString());
    assertThat(picture.width()).isEqualTo(expected.width());
    assertThat(picture.height()).isEqualTo(expected.height());
    assertThat(picture.frameRate()).hasValue(expected.frameRate());
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.codec.AvcCases#all")
  void refusesEveryRecordCutShort(AvcCases.Case whole) {
    int endOfSets = whole.avcC().lastIndexOf("0100") / 2;
    byte[] bytes = HexFormat.of().parseHex(whole.avcC());
    for (int length = 0; length <= endOfSets; length++) {
      int cut = length;
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> {
            var _ = AvcDecoderConfiguration.parse(AvcCases.shifted(bytes), Long.BYTES, cut);
          })
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0242c00bffe1000267aa010002 68aa, INVALID, version is 2",
    "0142c00bfee1000267aa01000268aa, INVALID, NAL length size is 3",
    "0142c00bffe001000268aa, INVALID, without SPS",
    "0142c00bffe1000267aa00, INVALID, without PPS",
    "0142c00bffe1000268aa01000268aa, INVALID, SPS 1 is no NAL unit of type 7",
    "0142c00bffe1000267aa01000267aa, INVALID, PPS 1 is no NAL unit of type 8",
    "0142c00bffe1000001000268aa, INVALID, SPS 1 is no NAL unit of type 7",
  })
  void refusesWhatTheSpecificationDoesNotAllow(String hex, Reason reason, String message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = AvcCases.parse(hex.replace(" ", ""));
        })
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void refusesARecordAboveTheBound() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = AvcCases.parse("01".repeat(AvcDecoderConfiguration.MAX_LENGTH + 1));
        })
        .withMessage("avcC of 16385 bytes, at most 16384 allowed")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void isEqualWhenTheBytesAre() {
    AvcDecoderConfiguration one = AvcCases.parse(AvcCases.CASES.get(0).avcC());
    AvcDecoderConfiguration same = AvcCases.parse(AvcCases.CASES.get(0).avcC());
    AvcDecoderConfiguration other = AvcCases.parse(AvcCases.CASES.get(1).avcC());

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
  }
}
