package live.vitrine.media.hls.cmaf;

/**
 * Where the segments of one rendition end. With pictures: at the first key frame after the segment
 * duration. Where none comes in time: at the end of a part, before the target duration would be
 * passed; as long as there is no target duration, at the longest first segment. Sound beside
 * pictures of another rendition follows the cuts of those.
 */
final class SegmentCut {
  private static final long NOT_ASKED = Long.MAX_VALUE;

  private final long shortest;
  private final long longestFirst;
  private final long maxBytes;
  private final boolean follows;
  private long asked = NOT_ASKED;

  /**
   * @param follows whether another rendition says where to cut
   */
  SegmentCut(CmafSettings settings, boolean follows) {
    this.shortest = settings.segmentDuration().toMillis() * 900;
    this.longestFirst = settings.maxFirstSegment().toMillis() * 1_000;
    this.maxBytes = settings.maxSegmentBytes();
    this.follows = follows;
  }

  /** The leading rendition was cut here, microseconds on the stream's timeline. */
  void ask(long time) {
    asked = time;
  }

  /** A segment has ended, for whatever reason. */
  void done() {
    asked = NOT_ASKED;
  }

  /** Whether a segment that began at {@code start} ends before the frame at {@code time}. */
  boolean isDue(long start, long time, boolean sync) {
    return sync && (follows ? time >= asked : time - start >= shortest);
  }

  /**
   * Whether a segment must end now, key frame or not: the next part would make it too long.
   *
   * @param duration so far, microseconds
   * @param bytes so far
   */
  boolean isOverdue(long duration, long bytes, Timing timing) {
    long longest = timing.targetSeconds() == 0 ? longestFirst : timing.longestSegment();
    return bytes >= maxBytes || duration + timing.partTarget() > longest;
  }
}
