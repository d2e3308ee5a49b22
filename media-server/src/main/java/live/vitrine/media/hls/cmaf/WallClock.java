package live.vitrine.media.hls.cmaf;

/**
 * What time of day it is on a stretch of the stream's timeline: when frames arrive. A publisher
 * that has just connected sends what it has kept back in a burst, so the frame that came soonest
 * after its time counts, of those before the first playlist that names the stretch. From then on it
 * does not change. Written on the stream's event loop, read everywhere once it is fixed.
 */
final class WallClock {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private long offset = UNKNOWN;
  private boolean fixed;

  /** A frame with this time has come now, both in milliseconds. */
  void observe(long timestamp, long now) {
    if (!fixed) {
      offset = Math.min(offset, now - timestamp);
    }
  }

  /** A playlist is written: it does not change any more. */
  void fix() {
    fixed = offset != UNKNOWN;
  }

  boolean isFixed() {
    return fixed;
  }

  /** Milliseconds since the epoch; {@code now} where no frame has come yet. */
  long at(long timestamp, long now) {
    return offset == UNKNOWN ? now : offset + timestamp;
  }

  /** Milliseconds since the epoch, after a frame has come. */
  long at(long timestamp) {
    return at(timestamp, 0);
  }
}
