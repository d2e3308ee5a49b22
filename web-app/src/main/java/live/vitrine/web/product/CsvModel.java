package live.vitrine.web.product;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.text.Message;

/** What the page of the import shows. */
public record CsvModel(Form form, Optional<Preview> preview) {
  private static final int LISTED = 300;

  /** The columns that are explained. */
  public static final List<String> EXPLAINED =
      List.of(
          "handle",
          "name",
          "description",
          "option1_name",
          "option1",
          "sku",
          "price",
          "compare_at",
          "stock",
          "limit_per_order",
          "active");

  /** A line that does something. */
  public record Line(long number, String kind, String what, List<Problem> problems) {}

  /** Something that is wrong with a line. */
  public record Problem(String column, Message message) {}

  /**
   * What would happen.
   *
   * @param content the file, in Base64, to be sent again
   */
  public record Preview(
      long added, long changed, long same, long wrong, List<Line> lines, String content) {

    static Preview of(CsvPlan plan, String content) {
      return new Preview(
          plan.count(CsvPlan.Kind.NEW),
          plan.count(CsvPlan.Kind.CHANGED),
          plan.count(CsvPlan.Kind.SAME),
          plan.count(CsvPlan.Kind.WRONG),
          plan.lines().stream()
              .filter(line -> plan.isPossible() || line.kind() == CsvPlan.Kind.WRONG)
              .filter(line -> line.kind() != CsvPlan.Kind.SAME)
              .limit(LISTED)
              .map(Preview::line)
              .toList(),
          content);
    }

    private static Line line(CsvPlan.Line line) {
      return new Line(
          line.number(),
          line.kind().word(),
          line.what(),
          line.problems().stream()
              .map(problem -> new Problem(problem.column(), problem.message()))
              .toList());
    }

    public boolean canBeImported() {
      return wrong == 0 && added + changed > 0;
    }

    /** How many lines are shown at most; zero where all are. */
    public int cutAt() {
      return lines.size() == LISTED ? LISTED : 0;
    }
  }
}
