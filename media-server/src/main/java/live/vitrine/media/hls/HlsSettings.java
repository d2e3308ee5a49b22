package live.vitrine.media.hls;

import java.time.Duration;

/**
 * How a stream is cut and how much of it is kept.
 *
 * @param segmentDuration a segment ends at the first key frame after this time, less a tenth for
 *     rounding; sound alone is cut at it
 * @param maxSegmentDuration a segment that has met no key frame until then is cut where it is;
 *     longer than the 8 to 10 seconds between the key frames of OBS's "auto"
 * @param maxSegmentBytes the same for its size; one more access unit may be added
 * @param listedSegments how many segments the playlist of a live stream has; more when they are
 *     shorter than three target durations together
 * @param maxKeptBytes listed segments and those that slow clients may still ask for; the three
 *     newest stay whatever their size
 * @param playlistWait how long a request waits for a stream's first segment
 * @param linger how long a stream's playlist and segments stay after its end
 */
public record HlsSettings(
    Duration segmentDuration,
    Duration maxSegmentDuration,
    long maxSegmentBytes,
    int listedSegments,
    long maxKeptBytes,
    Duration playlistWait,
    Duration linger) {
  private static final long MEBIBYTE = 1024 * 1024;

  public HlsSettings {
    check(segmentDuration.toMillis() >= 500, "segmentDuration", segmentDuration, "at least 0.5 s");
    check(
        maxSegmentDuration.compareTo(segmentDuration) > 0 && maxSegmentDuration.toMinutes() < 1,
        "maxSegmentDuration",
        maxSegmentDuration,
        "longer than segmentDuration, below a minute");
    check(maxSegmentBytes >= 188, "maxSegmentBytes", maxSegmentBytes, "at least 188");
    check(
        listedSegments >= 3 && listedSegments <= SegmentWindow.MAX_LISTED,
        "listedSegments",
        listedSegments,
        "3 to " + SegmentWindow.MAX_LISTED);
    check(maxKeptBytes > 0, "maxKeptBytes", maxKeptBytes, "above 0");
    check(!playlistWait.isNegative(), "playlistWait", playlistWait, "not negative");
    check(!linger.isNegative(), "linger", linger, "not negative");
  }

  /** Segments of two seconds, six of them listed. */
  public static HlsSettings defaults() {
    return new HlsSettings(
        Duration.ofSeconds(2),
        Duration.ofSeconds(16),
        32 * MEBIBYTE,
        6,
        64 * MEBIBYTE,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }

  private static void check(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException("%s is %s, must be %s".formatted(name, value, allowed));
    }
  }
}
