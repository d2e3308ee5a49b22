package live.vitrine.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecConfigurationTest {
  @ParameterizedTest
  @MethodSource("live.vitrine.media.codec.ConfigurationCases#all")
  void readsWhatFfmpegSends(ConfigurationCases.Case known) {
    CodecConfiguration configuration = parse(known.codec(), known.bytes());

    assertThat(configuration.codecString()).isEqualTo(known.codecString());
    switch (configuration) {
      case CodecConfiguration.Video video -> {
        assertThat(video.width()).isEqualTo(known.first());
        assertThat(video.height()).isEqualTo(known.second());
      }
      case CodecConfiguration.Audio audio -> {
        assertThat(audio.sampleRate()).isEqualTo(known.first());
        assertThat(audio.channels()).isEqualTo(known.second());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.codec.ConfigurationCases#all")
  void makesTheContentOfTheBox(ConfigurationCases.Case known) {
    CodecConfiguration configuration = parse(known.codec(), known.bytes());

    byte[] box = known.box().isEmpty() ? new byte[0] : HexBytes.bytes(known.box());
    assertThat(HexFormat.of().formatHex(configuration.configurationBytes()))
        .isEqualTo(HexFormat.of().formatHex(box));
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.codec.ConfigurationCases#all")
  void equalsAnotherOfTheSameBytesOnly(ConfigurationCases.Case known) {
    CodecConfiguration configuration = parse(known.codec(), known.bytes());

    assertThat(configuration)
        .isEqualTo(parse(known.codec(), known.bytes()))
        .hasSameHashCodeAs(parse(known.codec(), known.bytes()));
    for (ConfigurationCases.Case other : ConfigurationCases.all()) {
      if (!other.box().equals(known.box())) {
        assertThat(configuration).isNotEqualTo(parse(other.codec(), other.bytes()));
      }
    }
  }

  /** A shorter one may be whole without its last part; anything but a refusal is a fault. */
  @ParameterizedTest
  @MethodSource("live.vitrine.media.codec.ConfigurationCases#all")
  void readsNothingBeyondItsEnd(ConfigurationCases.Case known) {
    byte[] bytes = known.bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] prefix = Arrays.copyOf(bytes, length);
      try {
        CodecConfiguration prefixed = parse(known.codec(), prefix);
        // What is behind must not matter.
        var buffer = Unpooled.buffer().writeBytes(bytes);
        assertThat(CodecConfiguration.parse(known.codec(), buffer, 0, length)).isEqualTo(prefixed);
      } catch (CodecException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  static List<ConfigurationCases.Refused> refused() {
    return ConfigurationCases.refused();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesOtherThings(ConfigurationCases.Refused refused) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> {
          var _ = parse(refused.codec(), refused.bytes());
        })
        .withMessageContaining(refused.message())
        .satisfies(e -> assertThat(e.reason()).isEqualTo(refused.reason()));
  }

  @Test
  void findsTheParameterSetsOfHevc() {
    ConfigurationCases.Case known = ConfigurationCases.all().getFirst();
    var hevc = (HevcDecoderConfiguration) parse(known.codec(), known.bytes());

    assertThat(hevc.nalLengthSize()).isEqualTo(4);
    assertThat(hevc.videoParameterSets())
        .singleElement()
        .satisfies(set ->
            assertThat(ByteBufUtil.hexDump(set))
                .isEqualTo("40010c01ffff0160000003009000000300000300789594" + "09"));
    assertThat(hevc.sequenceParameterSets())
        .singleElement()
        .satisfies(set -> assertThat(ByteBufUtil.hexDump(set)).startsWith("420101").hasSize(88));
    assertThat(hevc.pictureParameterSets())
        .singleElement()
        .satisfies(set -> assertThat(ByteBufUtil.hexDump(set)).isEqualTo("4401c073c189"));
  }

  @ParameterizedTest
  @CsvSource({
    // profile byte, compatibility, constraints, level, codec string
    "01, 60000000, b00000000000, 5d, hvc1.1.6.L93.B0",
    "21, 60000000, 000000000000, 99, hvc1.1.6.H153",
    "42, 20000000, 900000000001, 78, hvc1.A2.4.L120.90.0.0.0.0.1",
    "c4, 00000001, b00000000000, 1e, hvc1.C4.80000000.L30.B0",
  })
  void namesHevc(String profile, String flags, String constraints, String level, String name) {
    String record = ConfigurationCases.all().getFirst().given();
    String changed = "01" + profile + flags + constraints + level + record.substring(26);

    assertThat(parse(FourCc.HEVC, HexBytes.bytes(changed)).codecString()).isEqualTo(name);
  }

  @Test
  void keepsAnHevcRecordWhoseSizeIsDamaged() {
    String record = ConfigurationCases.all().getFirst().given();
    int sps = record.indexOf("420101016");
    String damaged = record.substring(0, sps + 44) + "00".repeat(12) + record.substring(sps + 68);

    var video = (CodecConfiguration.Video) parse(FourCc.HEVC, HexBytes.bytes(damaged));
    assertThat(video.width()).isZero();
    assertThat(video.height()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // Profile 0 and profile 1 in 4:4:4 as FFmpeg's libvpx wrote them.
    "824983420013f00b360638241c18, 320, 180",
    "a2498342b0027e0166c0c7048383, 320, 180",
    // Profile 2 with 10 bits and profile 3 in RGB, made up.
    "924983421009f80598, 320, 180",
    "b124c1a13804fc02cc, 320, 180",
    // A later frame, another sync code, a frame that ends early.
    "860040092000000000000000, 0, 0",
    "824983430013f00b360638241c18, 0, 0",
    "824983420013f00b, 0, 0",
  })
  void takesTheSizeOfVp9FromAKeyFrame(String frame, int width, int height) {
    var vp9 = (Vp9CodecConfiguration) parse(FourCc.VP9, HexBytes.bytes("000b820202020000"));
    byte[] bytes = HexBytes.bytes(frame);

    Vp9CodecConfiguration sized = vp9.withSizeOf(AvcCases.shifted(bytes), Long.BYTES, bytes.length);

    assertThat(sized.width()).isEqualTo(width);
    assertThat(sized.height()).isEqualTo(height);
    assertThat(sized.bytes()).isEqualTo(vp9.bytes());
  }

  @Test
  void readsAnAv1SequenceHeaderWithTimingAndOperatingPoints() {
    BitText bits =
        new BitText()
            .add(3, 0) // profile
            .add(2, 0) // still picture, reduced header
            .add(1, 1) // timing information
            .add(32, 1)
            .add(32, 25)
            .add(1, 1) // equal picture interval
            .add(3, 2) // uvlc 1: 010
            .add(1, 1) // decoder model
            .add(5, 9)
            .add(32, 1)
            .add(10, 0)
            .add(1, 1) // initial display delay
            .add(5, 1); // two operating points
    bits.add(12, 0x101).add(5, 8).add(1, 1).add(1, 1).add(20, 77).add(1, 0).add(1, 1).add(4, 3);
    bits.add(12, 0x103).add(5, 4).add(1, 0).add(1, 0);
    bits.add(4, 10).add(4, 9).add(11, 1919).add(10, 799);
    String header = bits.hex();
    // A temporal delimiter and one with an extension in front; the size in two bytes.
    String record =
        "81080c00"
            + "1200"
            + "160000"
            + "0a"
            + "%02x00".formatted(header.length() / 2 | 0x80)
            + header;

    var video = (CodecConfiguration.Video) parse(FourCc.AV1, HexBytes.bytes(record));
    assertThat(video.width()).isEqualTo(1920);
    assertThat(video.height()).isEqualTo(800);
  }

  @Test
  void readsAnAv1SequenceHeaderOfAStillPicture() {
    String header =
        new BitText()
            .add(3, 0)
            .add(2, 3)
            .add(5, 4)
            .add(4, 7)
            .add(4, 6)
            .add(8, 199)
            .add(7, 99)
            .hex();

    // Without a size: to the end.
    var video = (CodecConfiguration.Video) parse(FourCc.AV1, HexBytes.bytes("81040c0008" + header));
    assertThat(video.width()).isEqualTo(200);
    assertThat(video.height()).isEqualTo(100);
  }

  private static CodecConfiguration parse(FourCc codec, byte[] bytes) {
    return CodecConfiguration.parse(codec, AvcCases.shifted(bytes), Long.BYTES, bytes.length);
  }
}
