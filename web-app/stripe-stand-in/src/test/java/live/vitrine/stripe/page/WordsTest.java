package live.vitrine.stripe.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @Test
  void haveTheSameKeysInEveryLanguage() throws IOException {
    assertThat(keys("messages_de.properties"))
        .containsExactlyInAnyOrderElementsOf(keys("messages.properties"));
  }

  @ParameterizedTest
  @CsvSource({
    "de,en,de",
    "auto,de-DE;q=0.9,de",
    ",de-AT,de",
    ",fr,en",
    "ja,de,en",
    ",,en",
    ",*,en",
    ",;;;,en"
  })
  void followTheSessionThenTheBrowser(String session, String browser, String tag) {
    assertThat(Words.of(session, browser).tag()).isEqualTo(tag);
  }

  @Test
  void areSafeForHtml() {
    assertThat(Words.of("en", null).get("shipping", "<b>&\"'"))
        .contains("&lt;b&gt;&amp;&quot;&#39;");
  }

  private static Set<String> keys(String file) throws IOException {
    Properties properties = new Properties();
    try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(file))) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties.stringPropertyNames();
  }
}
