package live.vitrine.media.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
  private static final Set<String> KNOWN = Set.of("count", "name");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"count\":0}|0", "{ \"name\" : null, \"count\" : 7 }|7", "{\"count\":-0}|0"})
  void readsAWholeNumber(String text, int expected) {
    assertThat(JsonFields.parse(text, KNOWN).integer("count", 0, 7)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "-1", "1.0", "1e0", "\"1\"", "true", "null", "99999999999999999999"})
  void refusesWhatIsNoWholeNumberWithinTheBounds(String value) {
    JsonFields fields = JsonFields.parse("{\"count\":" + value + "}", KNOWN);

    assertThatThrownBy(() -> fields.integer("count", 0, 7))
        .isInstanceOfSatisfying(JsonException.class, e -> assertThat(e.field()).isEqualTo("count"))
        .hasMessageContaining("allowed: 0 to 7");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> JsonFields.parse("{}", KNOWN).integer("count", 0, 7))
        .hasMessage("missing; allowed: 0 to 7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "{",
        "{\"count\":1",
        "{\"count\":1}{}",
        "{\"count\":1,}",
        "{\"count\":1,\"count\":1}",
        "{count:1}",
        "{\"count\":1} x",
        "{\"count\":01}"
      })
  void refusesWhatIsNoObjectByItself(String text) {
    assertThatThrownBy(() -> JsonFields.parse(text, KNOWN))
        .isInstanceOfSatisfying(JsonException.class, e -> assertThat(e.field()).isEmpty());
  }

  @Test
  void refusesMembersThatItDoesNotKnow() {
    assertThatThrownBy(() -> JsonFields.parse("{\"other\":1}", KNOWN))
        .isInstanceOfSatisfying(JsonException.class, e -> assertThat(e.field()).isEqualTo("other"))
        .hasMessage("unknown; known are count, name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]"})
  void refusesWhatIsNested(String value) {
    assertThatThrownBy(() -> JsonFields.parse("{\"count\":" + value + "}", KNOWN))
        .hasMessage("must be a plain value");
  }

  @Test
  void readsFlags() {
    assertThat(JsonFields.parse("{\"count\":true}", KNOWN).flag("count")).isTrue();
    assertThat(JsonFields.parse("{\"count\":false}", KNOWN).flag("count")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "null"})
  void refusesWhatIsNoFlag(String value) {
    JsonFields fields = JsonFields.parse("{\"count\":" + value + "}", KNOWN);

    assertThatThrownBy(() -> fields.flag("count"))
        .hasMessage("is %s; allowed: true, false".formatted(value.replace("\"", "")));
    assertThatThrownBy(() -> fields.flag("name")).hasMessage("missing; allowed: true, false");
  }

  @Test
  void readsTextThatMayBeAbsent() {
    assertThat(JsonFields.parse("{\"name\":\"x\"}", KNOWN).text("name")).contains("x");
    assertThat(JsonFields.parse("{\"name\":null}", KNOWN).text("name")).isEmpty();
    assertThat(JsonFields.parse("{}", KNOWN).text("name")).isEmpty();
    assertThatThrownBy(() -> JsonFields.parse("{\"name\":1}", KNOWN).text("name"))
        .hasMessage("is 1; allowed: text");
  }
}
