package live.vitrine.stripe.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({"eur,1250,€12.50", "jpy,1250,¥1", "kwd,1250,1.250", "isk,1200,12.00"})
  void writesEveryCurrencyWithItsDecimals(String currency, long amount, String text) {
    assertThat(Money.text(currency, amount)).contains(text);
  }

  @Test
  void writesAsPeopleOfALanguageDo() {
    assertThat(Money.text("eur", 123_450, Locale.GERMANY)).isEqualTo("1.234,50\u00a0€");
  }

  @ParameterizedTest
  @CsvSource({"kwd,1001", "tnd,5", "isk,150", "ugx,1"})
  void refusesWhatCannotBePaid(String currency, long amount) {
    assertThatThrownBy(() -> Money.checkAmount(currency, amount, "amount"))
        .isInstanceOf(ApiError.class);
  }

  @ParameterizedTest
  @CsvSource({"usd,50", "gbp,30", "jpy,50", "huf,17500", "kwd,10", "eur,99999999"})
  void takesTheLeastAndTheMost(String currency, long amount) {
    assertThatCode(() -> Money.checkTotal(currency, amount)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"usd,49", "gbp,29", "huf,17499", "eur,0", "eur,100000000"})
  void refusesLessAndMore(String currency, long amount) {
    assertThatThrownBy(() -> Money.checkTotal(currency, amount)).isInstanceOf(ApiError.class);
  }
}
