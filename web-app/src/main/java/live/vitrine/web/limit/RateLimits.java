package live.vitrine.web.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.HttpException;

/**
 * Counts how often something was done, for each {@link Limit} and key. Of each limit at most
 * {@value #MOST_KEYS} keys are known; then those that were seen least are forgotten. Any thread.
 */
public final class RateLimits {
  static final int MOST_KEYS = 50_000;
  // After the longest period of any limit everything has come back anyway.
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(3);
  // What one customer gets of a provider: counting single addresses would count nothing.
  private static final int NETWORK_BYTES = 8;

  private final Map<Limit, Cache<String, Bucket>> buckets = new EnumMap<>(Limit.class);
  private final TimeMeter time;

  public RateLimits(Clock clock) {
    this.time = new ClockMeter(clock);
    for (Limit limit : Limit.values()) {
      buckets.put(
          limit,
          Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(FORGOTTEN_AFTER).build());
    }
  }

  /** Takes one; answers how long to wait where there is none left, and nothing where there was. */
  public Optional<Duration> take(Limit limit, String key) {
    ConsumptionProbe probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /**
   * As {@link #take}, where there is nothing better to answer than an error page.
   *
   * @throws HttpException 429, with the time to wait
   */
  public void require(Limit limit, String key) {
    take(limit, key)
        .ifPresent(wait -> {
          throw HttpException.tooMany(wait);
        });
  }

  /** Gives back what was taken, for something that turned out not to count. */
  public void giveBack(Limit limit, String key) {
    bucket(limit, key).addTokens(1);
  }

  /** How many keys of a limit are known, about. */
  long known(Limit limit) {
    Cache<String, Bucket> cache = buckets.get(limit);
    if (cache == null) {
      return 0;
    }
    cache.cleanUp();
    return cache.estimatedSize();
  }

  /** The key of a network address: itself, or the network of an IPv6 address. */
  public static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address v6
          ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }

  private Bucket bucket(Limit limit, String key) {
    Cache<String, Bucket> known = buckets.get(limit);
    if (known == null) {
      throw new IllegalStateException("no limit " + limit);
    }
    return known.get(key, _ -> bucket(limit));
  }

  private Bucket bucket(Limit limit) {
    LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(time);
    for (Limit.Rate rate : limit.rates()) {
      builder.addLimit(
          bandwidth -> bandwidth.capacity(rate.count()).refillGreedy(rate.count(), rate.period()));
    }
    return builder.build();
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
