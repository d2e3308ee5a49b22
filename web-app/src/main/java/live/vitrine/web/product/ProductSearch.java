package live.vitrine.web.product;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;

/** A host's products, found by words, as the rows of a list. */
final class ProductSearch {
  static final int PAGE = 50;

  private ProductSearch() {}

  /** Which products are listed. */
  enum Show {
    ALL(""),
    ACTIVE(" AND p.active"),
    INACTIVE(" AND NOT p.active");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }

    /** As it is in addresses. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Show of(String word) {
      for (Show show : values()) {
        if (show.word().equals(word)) {
          return show;
        }
      }
      return ALL;
    }
  }

  /**
   * What is asked for.
   *
   * @param words part of a name or a SKU; empty for all
   */
  record Query(String words, Show show) {
    /** Whether all products are listed, so that their order is the shelf's. */
    boolean isWholeShelf() {
      return words.isEmpty() && show == Show.ALL;
    }
  }

  /** Answers how many there are. */
  static int count(Handle handle, long shopId, Query query) {
    return handle
        .createQuery("SELECT COUNT(*) FROM product p WHERE " + condition(query))
        .bind("shop", shopId)
        .bind("words", pattern(query))
        .mapTo(Integer.class)
        .one();
  }

  /** A page of them, in the order of the shelf. */
  static List<ShelfModel.Row> find(
      Handle handle, long shopId, Query query, Currency currency, int page) {
    return handle
        .createQuery(
            """
            SELECT p.id, p.name, p.active, pp.picture_id, COUNT(v.id) AS variants,
              COALESCE(SUM(v.stock = 0), 0) AS sold_out, COALESCE(SUM(v.stock), 0) AS stock,
              COALESCE(MIN(v.price), 0) AS lowest, COALESCE(MAX(v.price), 0) AS highest
            FROM product p
            LEFT JOIN product_picture pp ON pp.product_id = p.id AND pp.position = 0
            LEFT JOIN variant v ON v.product_id = p.id AND v.deleted_at IS NULL
            WHERE
            """
                + condition(query)
                + """
                 GROUP BY p.id, p.name, p.active, p.shelf_position, pp.picture_id
                ORDER BY p.shelf_position, p.id LIMIT :count OFFSET :first
                """)
        .bind("shop", shopId)
        .bind("words", pattern(query))
        .bind("count", PAGE)
        .bind("first", (page - 1) * PAGE)
        .map((row, _) ->
            new ShelfModel.Row(
                row.getLong("id"),
                row.getString("name"),
                row.getBoolean("active"),
                Optional.ofNullable(row.getString("picture_id")),
                row.getInt("variants"),
                row.getInt("sold_out"),
                row.getLong("stock"),
                new Money(row.getLong("lowest"), currency),
                new Money(row.getLong("highest"), currency)))
        .list();
  }

  private static String condition(Query query) {
    return """
    p.shop_id = :shop AND p.deleted_at IS NULL AND (:words = '%%' OR p.name LIKE :words
      OR EXISTS (SELECT 1 FROM variant s WHERE s.product_id = p.id AND s.deleted_at IS NULL
        AND s.sku LIKE :words))
    """
        + query.show.condition;
  }

  private static String pattern(Query query) {
    return "%" + query.words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
