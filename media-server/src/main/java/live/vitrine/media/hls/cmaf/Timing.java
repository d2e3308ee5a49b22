package live.vitrine.media.hls.cmaf;

import java.util.List;

/**
 * Durations that a playlist states and that never change while its show lasts.
 *
 * @param targetSeconds EXT-X-TARGETDURATION: no segment is longer when rounded
 * @param partTarget EXT-X-PART-INF: microseconds that no part exceeds
 * @param frame microseconds of a frame
 */
record Timing(int targetSeconds, long partTarget, long frame) {
  /** FLV times are rounded to milliseconds, so that a number of frames is off by up to one. */
  private static final long ROUNDING = 1_500;

  private static final long USUAL_FRAME = 33_333;

  /** The frames of a show's beginning decide how long its parts are. */
  static Timing of(List<Long> frameDurations, long wantedPart) {
    long frame = typical(frameDurations);
    long frames = Math.max(1, Math.round((double) wantedPart / frame));
    long target = Math.ceilDiv(frames * frame + ROUNDING, 1_000) * 1_000;
    return new Timing(0, target, frame);
  }

  /** The mean of those near the median: a frame that was dropped does not count. */
  private static long typical(List<Long> durations) {
    if (durations.isEmpty()) {
      return USUAL_FRAME;
    }
    long median = durations.stream().sorted().skip(durations.size() / 2).findFirst().orElseThrow();
    return Math.round(
        durations.stream()
            .filter(duration -> Math.abs(duration - median) <= 2_000)
            .mapToLong(Long::longValue)
            .average()
            .orElse(USUAL_FRAME));
  }

  Timing withTarget(int seconds) {
    return new Timing(seconds, partTarget, frame);
  }

  /** Microseconds that a segment may last: a longer one would round up to more than the target. */
  long longestSegment() {
    return targetSeconds * 1_000_000L + 499_000;
  }

  /** How long a request is held at most, milliseconds (section 6.2.5.2). */
  long waitMillis() {
    return 3_000L * targetSeconds;
  }

  /** How many parts ahead may be asked for. */
  int advanceParts() {
    return (int) Math.max(3, Math.ceilDiv(3_000_000, partTarget));
  }

  double framesPerSecond() {
    return 1_000_000.0 / frame;
  }
}
