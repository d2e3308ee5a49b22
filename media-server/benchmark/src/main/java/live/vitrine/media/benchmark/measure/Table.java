package live.vitrine.media.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** What a scenario found: rows of named values, for people as text and for programs as JSON. */
public final class Table {
  private final String title;
  private final List<SequencedMap<String, Object>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public Table(String title) {
    this.title = title;
  }

  /** Starts a row; its values follow through {@link Row#with}. */
  public Row row() {
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    rows.add(values);
    return new Row(values);
  }

  /** Adds a sentence that belongs below the rows. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  /** One row under construction. */
  public static final class Row {
    private final SequencedMap<String, Object> values;

    private Row(SequencedMap<String, Object> values) {
      this.values = values;
    }

    /** Adds a number, a text or a truth value under the name of its column. */
    public Row with(String column, Object value) {
      values.put(column, value);
      return this;
    }
  }

  public String toJson() {
    return Json.write(Map.of("title", title, "rows", rows, "notes", notes));
  }

  /** The table in fixed columns. */
  public String toText() {
    SequencedSet<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.copyOf(columns));
    for (SequencedMap<String, Object> row : rows) {
      lines.add(columns.stream().map(column -> text(row.getOrDefault(column, ""))).toList());
    }
    StringBuilder text = new StringBuilder("\n").append(title).append("\n\n");
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        int column = i;
        int width = lines.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
        String padding = " ".repeat(width - line.get(i).length());
        // The first column is a name, the others are figures.
        text.append(i == 0 ? line.get(i) + padding : "  " + padding + line.get(i));
      }
      text.append('\n');
    }
    notes.forEach(note -> text.append("  ").append(note).append('\n'));
    return text.toString();
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      double size = Math.abs(number);
      String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
      return String.format(Locale.ROOT, format, number);
    }
    return value.toString();
  }
}
