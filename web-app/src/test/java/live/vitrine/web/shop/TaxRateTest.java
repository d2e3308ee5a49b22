package live.vitrine.web.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaxRateTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "19, 1900",
    "7.7, 770",
    "'8,25', 825",
    "19 %, 1900",
    "100, 10000",
    "0.01, 1",
    "' 20.0 ', 2000"
  })
  void readsRates(String text, int basisPoints) {
    assertThat(TaxRate.basisPoints(text)).hasValue(basisPoints);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "100.01", "101", "7.123", "1e1", ".5", "5.", "x", "1,2,3", "9999", "٣"})
  void refusesOthers(String text) {
    assertThat(TaxRate.basisPoints(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1900, 19", "770, 7.7", "825, 8.25", "10000, 100", "1, 0.01", "1000, 10"})
  void writesThem(int basisPoints, String text) {
    assertThat(TaxRate.text(basisPoints)).isEqualTo(text);
    assertThat(TaxRate.basisPoints(text)).hasValue(basisPoints);
  }
}
