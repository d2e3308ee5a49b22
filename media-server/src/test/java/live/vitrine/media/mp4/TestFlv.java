package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;

/** Makes FLV files of every codec with the bundled FFmpeg: three seconds, a key frame in each. */
final class TestFlv {
  static final int SECONDS = 3;
  static final int PICTURES = 25 * SECONDS;

  private TestFlv() {}

  /**
   * A file of these codecs.
   *
   * @param video FFmpeg's encoder with its options; empty for no picture
   * @param audio the same for sound
   */
  static Path make(Path folder, String video, String audio) {
    Path file = folder.resolve("input.flv");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(FfmpegProgram.BUNDLED.ffmpeg(), "-v", "error", "-y"));
    if (!video.isEmpty()) {
      command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25"));
    }
    if (!audio.isEmpty()) {
      command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
      command.addAll(List.of("-ac", "2"));
    }
    command.addAll(List.of("-t", String.valueOf(SECONDS)));
    if (!video.isEmpty()) {
      command.addAll(List.of("-g", "25", "-pix_fmt", "yuv420p", "-c:v"));
      command.addAll(List.of(video.split(" ", -1)));
    }
    if (!audio.isEmpty()) {
      command.addAll(List.of("-c:a", audio));
    }
    command.addAll(List.of("-f", "flv", file.toString()));
    try (ExternalProcess ffmpeg = ExternalProcess.start("FFmpeg in the JavaCV jar", command)) {
      assertThat(ffmpeg.awaitExit(60)).as(ffmpeg.output()).isZero();
    }
    return file;
  }
}
