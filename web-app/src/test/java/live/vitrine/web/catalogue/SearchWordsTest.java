package live.vitrine.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "linen mug            | +linen* +mug*",
        "LINEN                | +linen*",
        "+linen -mug          | +linen* +mug*",
        "\"table runner\"     | +table* +runner*",
        "(mug) * ~lamp >oak < | +mug* +lamp* +oak*",
        "linen @4             | +linen*",
        "mug*                 | +mug*",
        "Töpfe für Änne       | +töpfe* +für* +änne*",
        "the mug of oak       | +mug* +oak*",
        "mug mug mug          | +mug*",
        "don't                | +don*",
        "a1b2c3;DROP TABLE    | +a1b2c3* +drop* +table*",
      })
  void takesWordsAndNoOperators(String typed, String expression) {
    assertThat(SearchWords.of(typed).booleanMode()).isEqualTo(expression);
  }

  @Test
  void scansForWhatTheIndexDoesNotHave() {
    assertThat(SearchWords.of("XL shirt").scanned()).containsExactly("xl");
    assertThat(SearchWords.of("青い茶碗").scanned()).containsExactly("青い茶碗");
    assertThat(SearchWords.of("the").scanned()).containsExactly("the");
  }

  @Test
  void findsNothingInWhatHasNoWords() {
    assertThat(SearchWords.of("").isEmpty()).isTrue();
    assertThat(SearchWords.of("+-*\"()@~<>%_\\ 🎉").isEmpty()).isTrue();
  }

  @Test
  void takesAFewWordsOfManyAndNoneThatIsTooLong() {
    SearchWords many = SearchWords.of("alpha beta gamma delta epsilon zeta eta theta iota kappa");
    assertThat(many.indexed()).hasSize(8);
    assertThat(SearchWords.of("x".repeat(200)).indexed()).isEmpty();
  }

  @Test
  void readsComposedAndDecomposedLettersAlike() {
    assertThat(SearchWords.of("cafe\u0301")).isEqualTo(SearchWords.of("caf\u00e9"));
  }
}
