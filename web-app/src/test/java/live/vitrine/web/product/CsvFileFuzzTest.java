package live.vitrine.web.product;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

class CsvFileFuzzTest {
  private static final ProductEdits.Host HOST =
      new ProductEdits.Host(1, 1, Currency.getInstance("EUR"));

  @FuzzTest(maxDuration = "1m")
  void acceptsOrRefuses(byte[] input) {
    try {
      CsvFile file = CsvFile.read(input);
      List<CsvPlan.Line> lines = new ArrayList<>();
      new CsvGroup(HOST, Optional.empty(), file.rows()).plan(lines, new ArrayList<>());
      if (lines.size() != file.rows().size()) {
        throw new AssertionError(lines.size() + " lines of " + file.rows().size());
      }
    } catch (CsvException _) {
      // The one way to refuse.
    }
  }
}
