package live.vitrine.media.hls.cmaf;

import java.time.Duration;

/**
 * How streams are cut into parts and segments and how much of them is kept.
 *
 * @param part what a part lasts about; in each show the nearest number of whole frames
 * @param window how far back the playlist of a live stream reaches
 * @param segmentDuration a segment ends at the first key frame after this time, less a tenth for
 *     rounding; sound alone is cut at it
 * @param maxFirstSegment the first segment of a show is cut here when no key frame came; the later
 *     ones are never longer than the target duration that follows from it
 * @param maxSegmentBytes where a segment is cut whatever its time, at the next end of a part
 * @param inMemory segments of this age and older are moved to disk
 * @param playlistWait how long a request waits for a stream's first playlist
 * @param linger how long a show can be asked for after its end
 */
public record CmafSettings(
    Duration part,
    Duration window,
    Duration segmentDuration,
    Duration maxFirstSegment,
    long maxSegmentBytes,
    Duration inMemory,
    Duration playlistWait,
    Duration linger) {
  private static final long MEBIBYTE = 1024 * 1024;

  /** Segments of about two seconds. */
  public static CmafSettings of(Duration part, Duration window) {
    return new CmafSettings(
        part,
        window,
        Duration.ofSeconds(2),
        Duration.ofSeconds(16),
        32 * MEBIBYTE,
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }
}
