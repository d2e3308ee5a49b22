package live.vitrine.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Transcodes a range of a file, from one frame to another, into H.264 High and AAC-LC. */
final class ExactClip {
  private ExactClip() {}

  /**
   * Writes the clip; blocks.
   *
   * @param skip milliseconds of the source to leave out
   * @param duration milliseconds
   */
  static void write(Ffmpeg ffmpeg, Path source, long skip, long duration, Path target)
      throws IOException {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    List<String> arguments = new ArrayList<>(List.of("-ss", Movie.seconds(skip)));
    arguments.addAll(Ffmpeg.input(source));
    arguments.addAll(List.of("-t", Movie.seconds(duration)));
    arguments.addAll(List.of("-map", "0:v:0?", "-map", "0:a:0?", "-sn", "-dn"));
    // 4:2:0 has no odd sizes.
    arguments.addAll(List.of("-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2"));
    arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "20"));
    arguments.addAll(List.of("-profile:v", "high", "-pix_fmt", "yuv420p"));
    arguments.addAll(List.of("-fps_mode", "vfr", "-threads", String.valueOf(threads)));
    arguments.addAll(List.of("-c:a", "aac", "-b:a", "160k", "-ac", "2"));
    arguments.addAll(List.of("-movflags", "+faststart", "-f", "mp4", "file:" + target));
    ffmpeg.run("clip", arguments);
  }
}
