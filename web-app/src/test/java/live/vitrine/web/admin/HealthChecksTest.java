package live.vitrine.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import live.vitrine.web.text.Message;
import org.junit.jupiter.api.Test;

final class HealthChecksTest {
  private record Check(String name, Callable<Health> look) implements HealthCheck {
    @Override
    public Health run() throws Exception {
      return look.call();
    }
  }

  private static final Health FINE = new Health.Healthy(Message.of("admin.health.good"));

  @Test
  void answersInOrderAndInTimeWhateverAPartDoes() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Callable<Health> hang =
        () -> {
          never.await();
          return FINE;
        };
    Callable<Health> fail =
        () -> {
          throw new IllegalStateException("broken");
        };
    long started = System.nanoTime();

    try (HealthChecks checks =
        new HealthChecks(
            List.of(
                new Check("fine", () -> FINE),
                new Check("hangs", hang),
                new Check("hangs-too", hang),
                new Check("fails", fail)))) {
      List<HealthChecks.Result> results = checks.run();

      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isLessThan(Duration.ofMillis(HealthChecks.MOST_MILLIS + 1_500));
      assertThat(results.stream().map(HealthChecks.Result::name))
          .containsExactly("fine", "hangs", "hangs-too", "fails");
      assertThat(results.getFirst().health()).isEqualTo(FINE);
      assertThat(results.stream().skip(1).map(result -> problem(result.health())))
          .containsExactly("admin.health.slow", "admin.health.slow", "admin.health.threw");
    }
  }

  @Test
  void saysWhenADiskIsTight() {
    long gib = 1024L * 1024 * 1024;

    assertThat(DiskHealth.isTight(gib / 2, 20 * gib)).isTrue();
    assertThat(DiskHealth.isTight(2 * gib, 20 * gib)).isFalse();
    assertThat(DiskHealth.isTight(40 * gib, 1_000 * gib)).isTrue();
    assertThat(DiskHealth.isTight(60 * gib, 1_000 * gib)).isFalse();
    assertThat(DiskHealth.isTight(gib / 2, gib)).isFalse();
  }

  private static String problem(Health health) {
    return switch (health) {
      case Health.Healthy(Message detail) -> detail.key();
      case Health.Failing(Message problem, Message _) -> problem.key();
    };
  }
}
