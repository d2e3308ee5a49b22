package live.vitrine.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import live.vitrine.web.money.Money;
import org.junit.jupiter.api.Test;

final class StripeAmountTest {
  @Test
  void keepsTheSmallestUnit() {
    assertThat(StripeAmount.of(Money.of(1999, "EUR"))).hasValue(1999);
    assertThat(StripeAmount.of(Money.of(500, "JPY"))).hasValue(500);
    assertThat(StripeAmount.of(Money.of(1250, "KWD"))).hasValue(1250);
  }

  @Test
  void refusesALastDigitThatStripeDoesNotTake() {
    assertThat(StripeAmount.of(Money.of(1255, "KWD"))).isEmpty();
    assertThat(StripeAmount.of(Money.of(-10, "EUR"))).isEmpty();
  }

  @Test
  void readsWhatStripeSays() {
    assertThat(StripeAmount.toMoney(500, "jpy")).isEqualTo(Money.of(500, "JPY"));
  }
}
