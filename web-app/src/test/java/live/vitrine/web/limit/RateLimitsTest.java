package live.vitrine.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.testing.SettableClock;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private final SettableClock clock = new SettableClock();
  private final RateLimits limits = new RateLimits(clock);

  @Test
  void refusesWhatIsTooOftenAndSaysHowLongToWait() {
    for (int i = 0; i < 3; i++) {
      assertThat(limits.take(Limit.ACCOUNT_MAIL, "a")).isEmpty();
    }

    Optional<Duration> refused = limits.take(Limit.ACCOUNT_MAIL, "a");
    assertThat(refused.orElseThrow()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    assertThat(limits.take(Limit.ACCOUNT_MAIL, "b")).as("another key").isEmpty();

    clock.advance(refused.orElseThrow());
    assertThat(limits.take(Limit.ACCOUNT_MAIL, "a")).isEmpty();
    assertThat(limits.take(Limit.ACCOUNT_MAIL, "a")).isPresent();
  }

  @Test
  void waitsLongerForThoseWhoGoOn() {
    Duration first = waitAfter(Limit.SIGN_IN, 10);
    Duration later = first;
    for (int round = 0; round < 3; round++) {
      clock.advance(Duration.ofMinutes(5));
      later = waitAfter(Limit.SIGN_IN, 10);
    }

    assertThat(first).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(later).isGreaterThan(Duration.ofSeconds(45));
  }

  private Duration waitAfter(Limit limit, int most) {
    for (int i = 0; i < most; i++) {
      Optional<Duration> wait = limits.take(limit, "a");
      if (wait.isPresent()) {
        return wait.get();
      }
    }
    return limits.take(limit, "a").orElse(Duration.ZERO);
  }

  @Test
  void givesBackWhatDidNotCount() {
    for (int i = 0; i < 50; i++) {
      assertThat(limits.take(Limit.SIGN_IN, "a")).isEmpty();
      limits.giveBack(Limit.SIGN_IN, "a");
    }
  }

  @Test
  void answers429() {
    for (int i = 0; i < 3; i++) {
      limits.require(Limit.ACCOUNT_MAIL, "a");
    }
    assertThatThrownBy(() -> limits.require(Limit.ACCOUNT_MAIL, "a"))
        .isInstanceOfSatisfying(
            HttpException.class,
            e -> {
              assertThat(e.status()).isEqualTo(429);
              assertThat(e.retryAfter()).isPresent();
            });
  }

  @Test
  void knowsOnlySoManyKeys() {
    for (int i = 0; i < RateLimits.MOST_KEYS + 20_000; i++) {
      limits.take(Limit.LINK, "key" + i);
    }
    assertThat(limits.known(Limit.LINK)).isLessThanOrEqualTo(RateLimits.MOST_KEYS);
  }

  @Test
  void countsANetworkOfIpv6AsOne() {
    assertThat(RateLimits.network("2001:db8:1:2::3"))
        .isEqualTo(RateLimits.network("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(RateLimits.network("2001:db8:1:3::3"));
    assertThat(RateLimits.network("192.0.2.7")).isEqualTo("192.0.2.7");
  }
}
