package live.vitrine.media.ffmpeg;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A file of a recording.
 *
 * @param start where it begins in the recording, milliseconds
 * @param duration milliseconds
 */
record Movie(Path file, long start, long duration) {
  long end() {
    return start + duration;
  }

  /** The name of FFmpeg's demuxer: what a stranger sent shall not choose another. */
  String demuxer() {
    return demuxer(file);
  }

  static String demuxer(Path file) {
    return file.toString().endsWith(".flv") ? "flv" : "mov";
  }

  /** As FFmpeg reads it: seconds. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
