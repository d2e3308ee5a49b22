package live.vitrine.media.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void findsTheLineThatPointsLieOn() {
    Trend trend = new Trend();
    for (int x = 100; x <= 110; x++) {
      trend.add(x, 3 * x + 7);
    }

    assertThat(trend.slope()).isCloseTo(3, within(1e-9));
    assertThat(trend.rise()).isCloseTo(30, within(1e-9));
    assertThat(trend.mean()).isCloseTo(3 * 105 + 7, within(1e-9));
    assertThat(trend.slopeError()).isCloseTo(0, within(1e-4));
  }

  @Test
  void saysHowFarPointsLieFromTheLine() {
    Trend trend = new Trend();
    for (int x = 0; x < 100; x++) {
      trend.add(x, x % 2 == 0 ? 1 : -1);
    }

    assertThat(Math.abs(trend.slope())).isLessThan(2 * trend.slopeError());
    assertThat(trend.slopeError()).isBetween(0.001, 0.01);
  }

  @Test
  void hasNoSlopeWithOnePoint() {
    Trend trend = new Trend();
    trend.add(1, 1);

    assertThat(trend.slope()).isNaN();
  }
}
