package live.vitrine.media.relay;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: 1 s, doubled each time up to 60 s, and up to a quarter
 * less by chance, so that what failed together does not come back together. Not thread-safe.
 */
final class Backoff {
  static final long FIRST_MILLIS = 1_000;
  static final long MAX_MILLIS = 60_000;

  private final RandomGenerator random;
  private long next = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Milliseconds to wait now. */
  long nextMillis() {
    long wait = next;
    next = Math.min(MAX_MILLIS, next * 2);
    return wait - random.nextLong(wait / 4 + 1);
  }

  /** It worked: the next failure is a first one. */
  void reset() {
    next = FIRST_MILLIS;
  }
}
