package live.vitrine.media.hls;

import io.netty.channel.FileRegion;

/**
 * A complete segment. Immutable; the playlist window holds one reference to its file, and each
 * response that sends it another.
 *
 * @param sequence media sequence number (RFC 8216 section 4.3.3.2)
 * @param start when it begins on the stream's timeline, milliseconds
 * @param duration milliseconds, at least 1
 * @param wallClock when it begins, milliseconds since the epoch
 * @param discontinuity whether it does not continue the segment before
 * @param independent whether it begins with a key frame or holds sound alone
 */
record Segment(
    long sequence,
    long start,
    long duration,
    long wallClock,
    boolean discontinuity,
    boolean independent,
    SegmentFile file) {

  /** Bytes. */
  long length() {
    return file.length();
  }

  /** Duration in whole seconds as it counts for the target duration (RFC 8216 section 4.3.3.1). */
  long roundedSeconds() {
    return (duration + 500) / 1000;
  }

  /** Somebody fetches this segment. */
  void countRequest() {
    file.countRequest();
  }

  /** How often it was fetched so far. */
  int requests() {
    return file.requests();
  }

  /** Adds a reference for a response; false when the segment is gone already. */
  boolean tryRetain() {
    return file.tryRetain();
  }

  void release() {
    file.release();
  }

  /**
   * A part of this segment for Netty to send; takes over one reference, which it gives back when it
   * is released, sent or not.
   */
  FileRegion takeRegion(long position, long count) {
    return file.takeRegion(position, count);
  }
}
