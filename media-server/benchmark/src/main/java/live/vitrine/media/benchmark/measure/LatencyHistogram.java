package live.vitrine.media.benchmark.measure;

import java.util.Arrays;

/**
 * Counts durations in buckets whose width is at most 1/64 of their value, from 1 µs to about an
 * hour. Recording neither allocates nor locks; belongs to one thread.
 */
public final class LatencyHistogram {
  private static final int SUB_BITS = 6;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final int MAX_EXPONENT = 32;
  private static final long NANOS_PER_UNIT = 1_000;

  private final long[] counts = new long[(MAX_EXPONENT - SUB_BITS + 1) * SUB_BUCKETS];
  private long total;
  private long maxNanos;

  /** Counts one duration; a negative one counts as 0, one above the range as its end. */
  public void record(long nanos) {
    counts[bucket(Math.max(0, nanos) / NANOS_PER_UNIT)]++;
    total++;
    maxNanos = Math.max(maxNanos, nanos);
  }

  public long count() {
    return total;
  }

  /** The longest duration in milliseconds, exactly; 0 for none. */
  public double maxMillis() {
    return maxNanos / 1e6;
  }

  /**
   * The duration in milliseconds that {@code fraction} (0 to 1) of all do not exceed; 0 for none.
   */
  public double millisAt(double fraction) {
    if (total == 0) {
      return 0;
    }
    long rank = Math.max(1, (long) Math.ceil(fraction * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(upperEdge(i) * NANOS_PER_UNIT / 1e6, maxMillis());
      }
    }
    return maxMillis();
  }

  public void clear() {
    Arrays.fill(counts, 0);
    total = 0;
    maxNanos = 0;
  }

  private static int bucket(long units) {
    if (units < SUB_BUCKETS) {
      return (int) units;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    if (exponent >= MAX_EXPONENT) {
      return (MAX_EXPONENT - SUB_BITS + 1) * SUB_BUCKETS - 1;
    }
    int row = exponent - SUB_BITS + 1;
    return row * SUB_BUCKETS + (int) (units >>> (exponent - SUB_BITS)) - SUB_BUCKETS;
  }

  /** The largest value that falls into bucket {@code index}, plus one. */
  private static long upperEdge(int index) {
    int row = index >>> SUB_BITS;
    long place = index & (SUB_BUCKETS - 1);
    return row == 0 ? place + 1 : (SUB_BUCKETS + place + 1) << (row - 1);
  }
}
