package live.vitrine.web.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of products as it was sent: UTF-8 with or without a mark at its beginning, with commas or
 * semicolons, at most {@value #MOST_ROWS} rows. Nothing is known yet of what the cells mean.
 */
record CsvFile(List<Row> rows) {
  static final int MOST_BYTES = 2 * 1024 * 1024;
  static final int MOST_ROWS = 5_000;
  private static final int LONGEST_SHOWN = 40;

  /**
   * A row.
   *
   * @param line where it begins, counted from 1
   */
  record Row(long line, Map<CsvColumn, String> cells) {
    /** A cell, stripped; empty where it is not there. */
    String cell(CsvColumn column) {
      return cells.getOrDefault(column, "");
    }
  }

  static CsvFile read(byte[] file) throws CsvException {
    if (file.length > MOST_BYTES) {
      throw new CsvException("product.csv.too-large", MOST_BYTES >> 20);
    }
    // A last line without an end would not be counted.
    String text = decoded(file) + "\n";
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(true).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      return new CsvFile(rows(parser));
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new CsvException("product.csv.not-csv", shortened(String.valueOf(e.getMessage())));
    }
  }

  private static String decoded(byte[] file) throws CsvException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new CsvException("product.csv.not-utf8");
    }
  }

  private static char delimiter(String text) {
    int commas = 0;
    int semicolons = 0;
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"') {
        quoted = !quoted;
      } else if (!quoted && letter == '\n' && commas + semicolons > 0) {
        break;
      } else if (!quoted) {
        commas += letter == ',' ? 1 : 0;
        semicolons += letter == ';' ? 1 : 0;
      }
    }
    return semicolons > commas ? ';' : ',';
  }

  private static List<Row> rows(CSVParser parser) throws CsvException {
    Iterator<CSVRecord> records = parser.iterator();
    if (!records.hasNext()) {
      throw new CsvException("product.csv.empty");
    }
    List<CsvColumn> columns = columns(records.next());
    List<Row> rows = new ArrayList<>();
    while (records.hasNext()) {
      long end = parser.getCurrentLineNumber();
      CSVRecord record = records.next();
      if (record.stream().allMatch(String::isBlank)) {
        continue;
      }
      if (rows.size() == MOST_ROWS) {
        throw new CsvException("product.csv.too-many", MOST_ROWS);
      }
      rows.add(row(end, columns, record));
    }
    if (rows.isEmpty()) {
      throw new CsvException("product.csv.empty");
    }
    return rows;
  }

  private static List<CsvColumn> columns(CSVRecord titles) throws CsvException {
    List<CsvColumn> columns = new ArrayList<>();
    for (String title : titles) {
      CsvColumn column =
          CsvColumn.of(title)
              .orElseThrow(() -> new CsvException("product.csv.unknown-column", shortened(title)));
      if (columns.contains(column)) {
        throw new CsvException("product.csv.twice-column", column.title());
      }
      columns.add(column);
    }
    if (!columns.contains(CsvColumn.NAME)
        && !columns.contains(CsvColumn.HANDLE)
        && !columns.contains(CsvColumn.SKU)) {
      throw new CsvException("product.csv.no-column");
    }
    return columns;
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private static Row row(long end, List<CsvColumn> columns, CSVRecord record) throws CsvException {
    long breaks = 0;
    for (String cell : record) {
      breaks += cell.chars().filter(letter -> letter == '\n').count();
    }
    if (record.size() > columns.size()) {
      throw new CsvException("product.csv.cells", end - breaks, record.size(), columns.size());
    }
    Map<CsvColumn, String> cells = new EnumMap<>(CsvColumn.class);
    for (int index = 0; index < record.size(); index++) {
      cells.put(columns.get(index), CsvText.unguarded(record.get(index)).strip());
    }
    return new Row(end - breaks, cells);
  }
}
