package live.vitrine.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToAMinuteAndBeginsAgain() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    for (long full = 1_000; full < 60_000; full *= 2) {
      assertThat(backoff.nextMillis()).isBetween(full * 3 / 4, full);
    }
    assertThat(backoff.nextMillis()).isBetween(45_000L, 60_000L);
    assertThat(backoff.nextMillis()).isBetween(45_000L, 60_000L);
    backoff.reset();
    assertThat(backoff.nextMillis()).isBetween(750L, 1_000L);
  }
}
