package live.vitrine.media.hub;

/**
 * How much of its time one event loop spends on sending, and how much merging of writes follows
 * from it: fewer, larger writes are what saves time. Confined to that event loop, shared by all
 * streams on it.
 */
final class EventLoopPressure {
  /** The longest that pressure alone may hold a write back. */
  static final int MAX_MERGE_MILLIS = 320;

  private static final int FIRST_MERGE_MILLIS = 40;
  private static final long MEASURE_NANOS = 500_000_000;
  private static final double HIGH = 0.75;
  private static final double LOW = 0.4;

  private long windowStart;
  private long busyNanos;
  private int mergeMillis;

  /** Milliseconds to gather tags for before they are written; zero without pressure. */
  int mergeMillis() {
    return mergeMillis;
  }

  /** Takes note of time spent on sending, on the event loop's clock. */
  void spent(long startNanos, long endNanos) {
    busyNanos += endNanos - startNanos;
    long elapsed = endNanos - windowStart;
    if (elapsed < MEASURE_NANOS) {
      return;
    }
    if (elapsed < 2 * MEASURE_NANOS) {
      adapt((double) busyNanos / elapsed);
    } else {
      mergeMillis = 0;
    }
    windowStart = endNanos;
    busyNanos = 0;
  }

  private void adapt(double share) {
    if (share > HIGH) {
      mergeMillis = Math.clamp(mergeMillis * 2L, FIRST_MERGE_MILLIS, MAX_MERGE_MILLIS);
    } else if (share < LOW) {
      mergeMillis = mergeMillis <= FIRST_MERGE_MILLIS ? 0 : mergeMillis / 2;
    }
  }
}
