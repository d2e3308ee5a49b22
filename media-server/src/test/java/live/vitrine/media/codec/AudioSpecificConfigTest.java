package live.vitrine.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import live.vitrine.media.codec.CodecException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioSpecificConfigTest {
  @ParameterizedTest
  @CsvSource({
    // configuration, codec string, core rate, index, output rate, channels, samples
    "1210, mp4a.40.2, 44100, 4, 44100, 2, 1024",
    "1190, mp4a.40.2, 48000, 3, 48000, 2, 1024",
    // FFmpeg's encoder adds the sync extension with the flag at 0.
    "121056e500, mp4a.40.2, 44100, 4, 44100, 2, 1024",
    "1394, mp4a.40.2, 22050, 7, 22050, 2, 960",
    // Explicit, hierarchical: HE-AAC 22.05 -> 44.1 kHz, HE-AAC v2 of a mono core at 24 -> 48 kHz.
    "2b920800, mp4a.40.5, 22050, 7, 44100, 2, 1024",
    "eb098800, mp4a.40.29, 24000, 6, 48000, 2, 1024",
    // Explicit, backward compatible.
    "131056e5a0, mp4a.40.5, 24000, 6, 44100, 2, 1024",
    "130856e59d4880, mp4a.40.29, 24000, 6, 48000, 2, 1024",
    // 7.1, and a rate written out.
    "11b8, mp4a.40.2, 48000, 3, 48000, 8, 1024",
    "17800fa008, mp4a.40.2, 8000, 11, 8000, 1, 1024",
  })
  void readsConfigurations(
      String hex, String codec, int coreRate, int index, int rate, int channels, int samples) {
    AudioSpecificConfig config = parse(hex);

    assertThat(config.codecString()).isEqualTo(codec);
    assertThat(config.objectType()).isEqualTo(2);
    assertThat(config.coreSampleRate()).isEqualTo(coreRate);
    assertThat(config.coreSampleRateIndex()).isEqualTo(index);
    assertThat(config.sampleRate()).isEqualTo(rate);
    assertThat(config.channels()).isEqualTo(channels);
    assertThat(config.samplesPerFrame()).isEqualTo(samples);
    assertThat(config.fitsAdts()).isTrue();
  }

  @Test
  void readsAnExtensionBehindAProgramConfigElement() {
    // 24 kHz core, channel configuration 0, one front pair element, comment "ab", then HE-AAC.
    AudioSpecificConfig config = parse("1300" + "0584000020" + "026162" + "56e598");

    assertThat(config.channelConfiguration()).isZero();
    assertThat(config.channels()).isZero();
    assertThat(config.spectralBandReplication()).isTrue();
    assertThat(config.sampleRate()).isEqualTo(48_000);
  }

  @Test
  void doesNotFitAdtsWithARateOutsideTheTable() {
    AudioSpecificConfig config = parse("17802af808"); // 22,000 Hz

    assertThat(config.coreSampleRate()).isEqualTo(22_000);
    assertThat(config.fitsAdts()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', TRUNCATED, bits end",
    "12, TRUNCATED, bits end",
    "1690, INVALID, sampling index 13",
    "1780000010, INVALID, sampling index 15 with rate 0",
    "1240, UNSUPPORTED, channel configuration is 8",
    "4a10, UNSUPPORTED, audio object type is 9",
    "f9488400, UNSUPPORTED, audio object type is 42",
  })
  void refusesOtherThings(String hex, Reason reason, String message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = parse(hex);
        })
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void refusesAConfigurationAboveTheBound() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = parse("12".repeat(AudioSpecificConfig.MAX_LENGTH + 1));
        })
        .withMessage("AudioSpecificConfig of 513 bytes, at most 512 allowed");
  }

  private static AudioSpecificConfig parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return AudioSpecificConfig.parse(AvcCases.shifted(bytes), Long.BYTES, bytes.length);
  }
}
