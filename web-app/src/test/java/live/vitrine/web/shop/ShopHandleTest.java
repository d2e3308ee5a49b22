package live.vitrine.web.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShopHandleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "a-b", "123", "my-shop-2", "a123456789012345678901234567890123456789"})
  void takesWhatIsWellFormed(String handle) {
    assertThat(ShopHandle.isWellFormed(handle)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "-ab",
        "ab-",
        "a--b",
        "Abc",
        "a b",
        "a_b",
        "ä-shop",
        "a.b",
        "../x",
        "a/b",
        "abc\n",
        "a1234567890123456789012345678901234567890"
      })
  void refusesWhatIsNot(String handle) {
    assertThat(ShopHandle.isWellFormed(handle)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "host", "api", "sign-in", "vitrine", "assets", "stripe"})
  void reservesWordsOfTheSite(String handle) {
    assertThat(ShopHandle.isReserved(handle)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Anna's Kerzen, anna-s-kerzen",
    "Müller & Söhne, mueller-soehne",
    "Große Öfen, grosse-oefen",
    "Café Olé, cafe-ole",
    "ＡＢＣ, abc",
    "A, shop-a",
    "Admin, shop-admin",
    "東京, ''",
    "'  ---  ', ''",
    "The shop with a name that is much too long for an address, the-shop-with-a-name-that-is-much-too-lo"
  })
  void suggestsAHandleForAName(String name, String handle) {
    assertThat(ShopHandle.suggest(name)).isEqualTo(handle);
  }

  @Test
  void suggestsNothingThatItWouldRefuse() {
    for (String name : new String[] {"a b", "x".repeat(39) + " y", "Setup", "--a--b--", "9"}) {
      String handle = ShopHandle.suggest(name);

      assertThat(ShopHandle.isWellFormed(handle)).as(name + ": " + handle).isTrue();
      assertThat(ShopHandle.isReserved(handle)).isFalse();
    }
  }
}
