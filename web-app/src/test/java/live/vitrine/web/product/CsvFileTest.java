package live.vitrine.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvFileTest {
  private static CsvFile read(String text) throws CsvException {
    return CsvFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(byte[] file) {
    CsvException refused = catchThrowableOfType(CsvException.class, () -> CsvFile.read(file));
    assertThat(refused).isNotNull();
    return refused.reason().key();
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";"})
  void readsCommasAndSemicolonsWithAndWithoutMark(String delimiter) throws Exception {
    String text = "Name,SKU,price\r\n\"Cup, \"\"blue\"\"; small\",C-1,\"9,50\"\r\n";
    for (String mark : new String[] {"", "\ufeff"}) {
      CsvFile file =
          read(
              mark
                  + "Name"
                  + delimiter
                  + "SKU"
                  + delimiter
                  + " PRICE\n\"Cup, \"\"blue\"\"; small\""
                  + delimiter
                  + "C-1"
                  + delimiter
                  + "\"9,50\"");

      CsvFile.Row row = file.rows().getFirst();
      assertThat(row.cell(CsvColumn.NAME)).isEqualTo("Cup, \"blue\"; small");
      assertThat(row.cell(CsvColumn.SKU)).isEqualTo("C-1");
      assertThat(row.cell(CsvColumn.PRICE)).isEqualTo("9,50");
      assertThat(row.cell(CsvColumn.STOCK)).isEmpty();
    }
    assertThat(read(text).rows()).hasSize(1);
  }

  @Test
  void knowsWhereEachRowBegins() throws Exception {
    CsvFile file = read("name,description\na,\"one\ntwo\nthree\"\n\nb,x\nc,y");

    assertThat(file.rows()).extracting(CsvFile.Row::line).containsExactly(2L, 6L, 7L);
  }

  @Test
  void saysWhatIsWrongWithTheFile() {
    assertThat(refusal("")).isEqualTo("product.csv.empty");
    assertThat(refusal("name,price\n")).isEqualTo("product.csv.empty");
    assertThat(refusal("name,colour\na,b")).isEqualTo("product.csv.unknown-column");
    assertThat(refusal("name,Name\na,b")).isEqualTo("product.csv.twice-column");
    assertThat(refusal("price,stock\n1,2")).isEqualTo("product.csv.no-column");
    assertThat(refusal("name,price\na,1,2")).isEqualTo("product.csv.cells");
    assertThat(refusal("name\n\"a\"b\n")).isEqualTo("product.csv.not-csv");
    assertThat(refusal("name\n\"a")).isEqualTo("product.csv.not-csv");
    assertThat(refusal("name\nM\u00fcnze".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("product.csv.not-utf8");
    assertThat(refusal(new byte[CsvFile.MOST_BYTES + 1])).isEqualTo("product.csv.too-large");
    assertThat(refusal("name\n" + "a\n".repeat(5_001))).isEqualTo("product.csv.too-many");
  }

  @Test
  void takesAsManyRowsAsItSays() throws Exception {
    assertThat(read("name\n" + "a\n".repeat(5_000)).rows()).hasSize(5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+49", "-5", "@x", "'", "'=x", "''", "'plain", "\tx", "a=b", "", "plain"})
  void givesBackWhatItGuarded(String text) {
    String guarded = CsvText.guarded(text);

    assertThat(CsvText.unguarded(guarded)).isEqualTo(text);
    assertThat(guarded).doesNotMatch("(?s)[=+@\\t-].*");
  }
}
