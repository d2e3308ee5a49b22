package live.vitrine.media.webhook;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long an endpoint is left alone after it failed. */
final class Backoff {
  /** A message that could not be delivered for so long is dropped. */
  static final Duration GIVE_UP = Duration.ofHours(24);

  /** After the first failure in a row, the second, and so on; the last holds for all further. */
  static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  /** Delays are up to so much shorter or longer, so that servers do not come back together. */
  static final double JITTER = 0.2;

  private Backoff() {}

  /** Milliseconds to wait after so many failures in a row, one or more. */
  static long millis(int failures, RandomGenerator random) {
    Duration delay = DELAYS.get(Math.min(failures, DELAYS.size()) - 1);
    return Math.round(delay.toMillis() * random.nextDouble(1 - JITTER, 1 + JITTER));
  }
}
