package live.vitrine.web.product;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.text.Message;

/** What an import would do: to the lines of the file, and to the products. */
record CsvPlan(List<Line> lines, List<Change> changes) {

  /** What a line does. */
  public enum Kind {
    NEW,
    CHANGED,
    SAME,
    WRONG;

    /** As it is in keys of messages. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Something that is wrong with a line.
   *
   * @param column empty where it is the line as a whole
   */
  record Problem(String column, Message message) {}

  /** A line of the file. */
  record Line(long number, Kind kind, String what, List<Problem> problems) {}

  /** A product to be created, or to be changed from what it is. */
  record Change(Optional<ProductDraft.Stored> current, ProductDraft draft) {}

  long count(Kind kind) {
    return lines.stream().filter(line -> line.kind == kind).count();
  }

  boolean isPossible() {
    return count(Kind.WRONG) == 0;
  }
}
