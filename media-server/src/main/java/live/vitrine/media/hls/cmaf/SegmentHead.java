package live.vitrine.media.hls.cmaf;

/**
 * What is known of a segment when it begins.
 *
 * @param sequence media sequence number
 * @param wallClock when it begins, milliseconds since the epoch
 * @param discontinuity whether it does not continue the segment before
 * @param init number of the initialization segment that it needs
 */
record SegmentHead(long sequence, long wallClock, boolean discontinuity, int init) {}
