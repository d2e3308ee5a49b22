package live.vitrine.media.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 20_000, 999_999, 60_000_000})
  void isAtMostASixtyFourthOff(long micros) {
    histogram.record(micros * 1_000);
    histogram.record(Long.MAX_VALUE / 2);

    assertThat(histogram.millisAt(0.5))
        .isBetween(micros / 1_000.0, (micros + micros / 64.0 + 1) / 1_000.0);
  }

  @Test
  void findsRanks() {
    for (int i = 1; i <= 100; i++) {
      histogram.record(i * 1_000_000L);
    }

    assertThat(histogram.count()).isEqualTo(100);
    assertThat(histogram.millisAt(0.5)).isCloseTo(50, within(1.0));
    assertThat(histogram.millisAt(0.99)).isCloseTo(99, within(2.0));
    assertThat(histogram.maxMillis()).isEqualTo(100);
  }

  @Test
  void neverExceedsTheMaximum() {
    histogram.record(70_000);

    assertThat(histogram.millisAt(1)).isEqualTo(0.07);
  }

  @Test
  void isEmptyAfterClear() {
    histogram.record(1_000);
    histogram.clear();

    assertThat(histogram.count()).isZero();
    assertThat(histogram.millisAt(0.99)).isZero();
    assertThat(histogram.maxMillis()).isZero();
  }

  @Test
  void countsNegativeDurationsAsZero() {
    histogram.record(-5);

    assertThat(histogram.count()).isOne();
    assertThat(histogram.millisAt(1)).isZero();
  }
}
