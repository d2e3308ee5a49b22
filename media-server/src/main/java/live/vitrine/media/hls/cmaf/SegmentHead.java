package live.vitrine.media.hls.cmaf;

/**
 * What is known of a segment when it begins.
 *
 * @param sequence media sequence number
 * @param timestamp when it begins on the stream's timeline, milliseconds
 * @param clock what time of day that is
 * @param discontinuities how often the show was interrupted since the segment before: 0 when it
 *     continues that one, more than 1 when the track was away meanwhile. Renditions of a show are
 *     aligned by their number (section 6.2.4)
 * @param init number of the initialization segment that it needs
 */
record SegmentHead(long sequence, long timestamp, WallClock clock, int discontinuities, int init) {
  /** When it begins, milliseconds since the epoch. */
  long wallClock() {
    return clock.at(timestamp);
  }
}
