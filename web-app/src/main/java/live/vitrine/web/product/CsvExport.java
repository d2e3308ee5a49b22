package live.vitrine.web.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import live.vitrine.web.money.Money;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A shop's products as a file that {@link CsvFile} reads, and spreadsheets too. */
final class CsvExport {
  /** Rows at most; a shop with more exports the first ones on its shelf. */
  static final int MOST_ROWS = 50_000;

  private CsvExport() {}

  static String write(Handle handle, long shopId, Currency currency) {
    // Spreadsheets take a file for UTF-8 only with this mark.
    StringBuilder text = new StringBuilder("\ufeff");
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.DEFAULT)) {
      printer.printRecord(Arrays.stream(CsvColumn.values()).map(CsvColumn::title).toList());
      for (List<String> row : rows(handle, shopId, currency)) {
        printer.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<List<String>> rows(Handle handle, long shopId, Currency currency) {
    return handle
        .createQuery(
            """
            SELECT p.id, p.name, p.description, p.option1_name, p.option2_name, p.option3_name,
              v.option1, v.option2, v.option3, v.sku, v.price, v.compare_at, v.stock,
              v.limit_per_order, v.active
            FROM product p JOIN variant v ON v.product_id = p.id AND v.deleted_at IS NULL
            WHERE p.shop_id = :shop AND p.deleted_at IS NULL
            ORDER BY p.shelf_position, p.id, v.position, v.id
            LIMIT :most
            """)
        .bind("shop", shopId)
        .bind("most", MOST_ROWS)
        .map((row, _) -> row(row, currency))
        .list();
  }

  private static List<String> row(ResultSet row, Currency currency) throws SQLException {
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(row.getLong("id")));
    for (String column :
        List.of(
            "name",
            "description",
            "option1_name",
            "option1",
            "option2_name",
            "option2",
            "option3_name",
            "option3",
            "sku")) {
      String text = row.getString(column);
      cells.add(text == null ? "" : CsvText.guarded(text));
    }
    cells.add(amount(row.getLong("price"), currency));
    cells.add(amount(row.getObject("compare_at", Long.class), currency));
    cells.add(String.valueOf(row.getInt("stock")));
    Integer limit = row.getObject("limit_per_order", Integer.class);
    cells.add(limit == null ? "" : limit.toString());
    cells.add(row.getBoolean("active") ? "yes" : "no");
    return cells;
  }

  private static String amount(@Nullable Long minor, Currency currency) {
    return minor == null ? "" : ProductSheet.text(new Money(minor, currency));
  }
}
