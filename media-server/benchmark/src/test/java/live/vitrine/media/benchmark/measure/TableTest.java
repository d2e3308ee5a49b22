package live.vitrine.media.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsAndFillsGaps() {
    Table table = new Table("Title");
    table.row().with("name", "a").with("x", 1.5);
    table.row().with("name", "longer").with("y", 12L);

    assertThat(table.toText().lines().toList())
        .containsExactly(
            "", "Title", "", "name       x   y", "a       1.50    ", "longer        12");
  }

  @Test
  void writesJsonWithEscapesAndWithoutInfinities() {
    Table table = new Table("a \"b\"\n");
    table.row().with("x", Double.NaN).with("y", 0.25).with("z", true);

    assertThat(table.toJson())
        .contains("\"title\": \"a \\\"b\\\"\\u000a\"")
        .contains("[{\"x\": null, \"y\": 0.25, \"z\": true}]");
  }

  @Test
  void medianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertThat(Medians.of(List.of(3.0, 1.0, 2.0), Double::doubleValue)).isEqualTo(2);
    assertThat(Medians.of(List.of(4.0, 1.0, 2.0, 3.0), Double::doubleValue)).isEqualTo(2.5);
    assertThat(Medians.of(List.<Double>of(), Double::doubleValue)).isNaN();
  }
}
