package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.StreamFigures.AudioFigures;
import live.vitrine.media.hub.StreamFigures.VideoFigures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecFiguresTest {
  /** High profile, level 3.1, 1280 x 720. */
  private static final String AVC =
      "0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb"
          + "22c0fdf8f800";

  @ParameterizedTest
  @CsvSource({"1700000000", "9061766331"})
  void readsPictureSizeOfAvc(String header) {
    assertThat(video(header + AVC)).isEqualTo(new VideoFigures("avc1.64001f", 1280, 720, 25));
  }

  @Test
  void readsOtherPictures() {
    assertThat(video("9061763031" + "81000c000a0b000000043d06d402f80040"))
        .isEqualTo(new VideoFigures("av01.0.00M.08", 322, 182, 25));
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, avc1",
    "170000000001640020ffe10000, avc1",
    "1c00000000, hvc1",
    "9068766331, hvc1",
    "906176303181, av01",
    "90610a22, a??",
    "90, ''"
  })
  void namesAVideoCodecThatItCannotRead(String payload, String codec) {
    assertThat(video(payload)).isEqualTo(new VideoFigures(codec, 0, 0, 25));
  }

  @ParameterizedTest
  @CsvSource({
    "af001210, mp4a.40.2, 44100, 2",
    "906d7034611190, mp4a.40.2, 48000, 2",
    "af00, mp4a, 0, 0",
    "904f707573, Opus, 0, 0",
    "904f7075734f707573486561640102380180bb0000000000, Opus, 48000, 2",
    "9065632d33, ec-3, 0, 0",
    "2f, flv-audio-2, 0, 0",
    "90782e2d79, x?-y, 0, 0"
  })
  void readsSampling(String payload, String codec, int sampleRate, int channels) {
    assertThat(audio(payload)).isEqualTo(new AudioFigures(codec, sampleRate, channels));
  }

  @Test
  void knowsNothingWithoutConfiguration() {
    assertThat(CodecFigures.video(null, 25)).isNull();
    assertThat(CodecFigures.audio(null)).isNull();
  }

  private static @Nullable Object video(String payload) {
    FlvTag tag = FlvTag.take(TagType.VIDEO, 0, TestMedia.payload(payload));
    try {
      return CodecFigures.video(tag, 25);
    } finally {
      tag.release();
    }
  }

  private static @Nullable Object audio(String payload) {
    FlvTag tag = FlvTag.take(TagType.AUDIO, 0, TestMedia.payload(payload));
    try {
      return CodecFigures.audio(tag);
    } finally {
      tag.release();
    }
  }
}
