package live.vitrine.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopPressureTest {
  private final EventLoopPressure pressure = new EventLoopPressure();
  private long now;

  @Test
  void mergesNothingWhileThereIsTimeToSpare() {
    work(2_000, 20);
    assertThat(pressure.mergeMillis()).isZero();
  }

  @Test
  void mergesMoreAndMoreUnderPressureUpToABound() {
    work(600, 36);
    assertThat(pressure.mergeMillis()).isEqualTo(40);
    work(600, 36);
    assertThat(pressure.mergeMillis()).isEqualTo(80);
    work(5_000, 36);
    assertThat(pressure.mergeMillis()).isEqualTo(EventLoopPressure.MAX_MERGE_MILLIS);
  }

  @Test
  void goesBackWhenThePressureIsGone() {
    work(5_000, 36);
    work(5_000, 4);
    assertThat(pressure.mergeMillis()).isZero();
  }

  /** For so long, a sweep each 40 ms that takes so much of them. */
  private void work(int millis, int busyMillis) {
    for (int i = 0; i < millis; i += 40) {
      long end = now + TimeUnit.MILLISECONDS.toNanos(busyMillis);
      pressure.spent(now, end);
      now += TimeUnit.MILLISECONDS.toNanos(40);
    }
  }
}
