package live.vitrine.media.hls.cmaf;

/**
 * What is known of a segment when it begins.
 *
 * @param sequence media sequence number
 * @param timestamp when it begins on the stream's timeline, milliseconds
 * @param clock what time of day that is
 * @param discontinuity whether it does not continue the segment before
 * @param init number of the initialization segment that it needs
 */
record SegmentHead(
    long sequence, long timestamp, WallClock clock, boolean discontinuity, int init) {
  /** When it begins, milliseconds since the epoch. */
  long wallClock() {
    return clock.at(timestamp);
  }
}
