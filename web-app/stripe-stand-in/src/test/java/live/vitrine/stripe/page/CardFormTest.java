package live.vitrine.stripe.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Map;
import live.vitrine.stripe.checkout.TestCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardFormTest {
  private static final YearMonth NOW = YearMonth.of(2026, 11);

  @ParameterizedTest
  @EnumSource(value = TestCard.class, names = "DELAYED", mode = EnumSource.Mode.EXCLUDE)
  void takesEveryTestCard(TestCard card) {
    assertThat(CardForm.passesLuhn(card.number())).isTrue();
    assertThat(form(card.spacedNumber(), "12/34").card()).contains(card);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "4242", "4242424242424241", "424242424242424x", "42424242424242424242"})
  void refusesWhatIsNoCardNumber(String number) {
    assertThat(form(number, "12/34").problems(true, NOW)).containsOnlyKeys("number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11/26", "12 / 34", "1234", "1/27", "01/2027"})
  void takesMonthsThatAreNotOver(String expiry) {
    assertThat(form("4242424242424242", expiry).problems(true, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10/26,expiry.past", "13/30,expiry.wrong", "00/30,expiry.wrong", "soon,expiry.wrong"})
  void refusesOtherMonths(String expiry, String problem) {
    assertThat(form("4242424242424242", expiry).problems(true, NOW))
        .containsExactly(Map.entry("expiry", problem));
  }

  @Test
  void asksForAnAddressOnlyWhereNoneIsKnown() {
    CardForm form = new CardForm("ada", "4242424242424242", "12/34", "123", "Ada", "");

    assertThat(form.problems(true, NOW)).containsOnlyKeys("email");
    assertThat(form.problems(false, NOW)).isEmpty();
  }

  private static CardForm form(String number, String expiry) {
    return new CardForm("ada@example.com", number, expiry, "123", "Ada", "");
  }
}
