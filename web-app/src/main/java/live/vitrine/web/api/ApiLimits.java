package live.vitrine.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import live.vitrine.web.http.Answer;

/** How much an address and a key may ask for: {@value #PER_MINUTE} requests a minute each. */
final class ApiLimits {
  static final int PER_MINUTE = 600;
  private static final long MOST_CALLERS = 100_000;

  private final TimeMeter time;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(2))
          .build();

  ApiLimits(Clock clock) {
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return Math.multiplyExact(clock.millis(), 1_000_000L);
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /** What is left after one more request. */
  Left take(String caller) {
    ConsumptionProbe probe = buckets.get(caller, _ -> bucket()).tryConsumeAndReturnRemaining(1);
    return new Left(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        seconds(probe.getNanosToWaitForReset()),
        seconds(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(PER_MINUTE).refillGreedy(PER_MINUTE, Duration.ofMinutes(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, 1_000_000_000L);
  }

  /**
   * What a caller may still ask for.
   *
   * @param reset seconds until all of it is there again
   * @param retry seconds until one more request is possible
   */
  record Left(boolean allowed, long remaining, long reset, long retry) {
    Answer on(Answer answer) {
      return answer
          .withHeader("RateLimit-Limit", String.valueOf(PER_MINUTE))
          .withHeader("RateLimit-Remaining", String.valueOf(remaining))
          .withHeader("RateLimit-Reset", String.valueOf(reset));
    }

    /** The tighter of two. */
    Left or(Left other) {
      return remaining <= other.remaining ? this : other;
    }
  }
}
