package live.vitrine.media.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void writesMembersInOrder() {
    assertThat(
            json(out ->
                out.text("text", "a")
                    .number("number", Long.MAX_VALUE)
                    .object("inner", inner -> inner.number("one", 1))
                    .objects("list", List.of(1, 2), (item, n) -> item.number("n", n))
                    .object("none", (String) null, (inner, text) -> inner.text("text", text))))
        .isEqualTo(
            "{\"text\":\"a\",\"number\":9223372036854775807,\"inner\":{\"one\":1},"
                + "\"list\":[{\"n\":1},{\"n\":2}],\"none\":null}");
  }

  @Test
  void roundsDecimalsToTwo() {
    assertThat(
            json(out ->
                out.decimal("a", 29.97003)
                    .decimal("b", 25)
                    .decimal("c", Double.NaN)
                    .decimal("d", 0.005)))
        .isEqualTo("{\"a\":29.97,\"b\":25.0,\"c\":null,\"d\":0.01}");
  }

  @Test
  void escapesWhatAStrangerWrote() {
    assertThat(json(out -> out.text("agent", "\"\\\n\u0000é")))
        .isEqualTo("{\"agent\":\"\\\"\\\\\\n\\u0000é\"}");
  }

  private static String json(Consumer<JsonWriter> members) {
    return new String(JsonWriter.object(members), StandardCharsets.UTF_8);
  }
}
