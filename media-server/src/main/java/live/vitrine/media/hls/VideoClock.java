package live.vitrine.media.hls;

/**
 * Decoding and presentation time of each access unit. Decoding times grow strictly and never pass
 * the presentation time (ISO/IEC 13818-1 section 2.7.5); presentation times are exact.
 *
 * <p>FLV allows a negative composition time. Presentation cannot move, sound goes by it too, so
 * decoding is moved ahead: by the most negative composition time seen since {@link #reset}.
 */
final class VideoClock {
  /** Pictures are never reordered over more than this; a larger offset is damage and is cut. */
  static final int MAX_COMPOSITION_TIME = 10_000;

  private long last = Long.MIN_VALUE;
  private long lead;
  private long dts;
  private long pts;

  /** What follows is another encoder's. Decoding times grow on all the same. */
  void reset() {
    lead = 0;
  }

  void update(long timestamp, int compositionTime) {
    long offset =
        (long) MediaClock.TICKS_PER_MILLISECOND
            * Math.clamp(compositionTime, -MAX_COMPOSITION_TIME, MAX_COMPOSITION_TIME);
    lead = Math.max(lead, -offset);
    long time = MediaClock.ticks(timestamp);
    dts = Math.max(time - lead, last + 1);
    pts = Math.max(time + offset, dts);
    last = dts;
  }

  long dts() {
    return dts;
  }

  long pts() {
    return pts;
  }
}
