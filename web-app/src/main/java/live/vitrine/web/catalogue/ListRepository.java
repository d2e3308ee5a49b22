package live.vitrine.web.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Lists of products and shops that everybody may see. Each is bounded. */
final class ListRepository {
  /** Sorting by price looks at the newest of what was found: so many. */
  static final int MOST_SORTED = 2_000;

  private static final String COLUMNS =
      "p.id, p.name, s.name AS shop_name, s.handle, pp.picture_id";
  private static final String FROM =
      """
       FROM product p
      JOIN shop s ON s.id = p.shop_id
      LEFT JOIN product_picture pp ON pp.product_id = p.id AND pp.position = 0
      WHERE p.active = TRUE AND p.deleted_at IS NULL AND s.status = 'open'
      """;

  private ListRepository() {}

  static List<ListedProduct> newest(Handle handle, int limit) {
    return products(
        handle
            .createQuery(
                "SELECT " + COLUMNS + FROM + " ORDER BY p.created_at DESC, p.id DESC LIMIT :limit")
            .bind("limit", limit));
  }

  /** The shelf of a shop in the host's order. */
  static List<ListedProduct> shelf(Handle handle, long shopId, int offset, int limit) {
    return products(
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + FROM
                    + " AND p.shop_id = :shop ORDER BY p.shelf_position, p.id"
                    + " LIMIT :limit OFFSET :offset")
            .bind("shop", shopId)
            .bind("limit", limit)
            .bind("offset", offset));
  }

  static List<ListedProduct> search(
      Handle handle, SearchQuery query, SearchWords words, int offset, int limit) {
    StringBuilder where = new StringBuilder(FROM);
    if (!query.category().isEmpty()) {
      where.append(" AND s.category = :category");
    }
    if (!words.indexed().isEmpty()) {
      where.append(" AND MATCH (p.name, p.description) AGAINST (:words IN BOOLEAN MODE)");
    }
    for (int i = 0; i < words.scanned().size(); i++) {
      where.append(
          " AND (p.name LIKE :scanned%d OR p.description LIKE :scanned%d)".formatted(i, i));
    }
    Query sql = handle.createQuery(ordered(query.sort(), where.toString(), words));
    if (!query.category().isEmpty()) {
      sql.bind("category", query.category());
    }
    if (!words.indexed().isEmpty()) {
      sql.bind("words", words.booleanMode());
    }
    for (int i = 0; i < words.scanned().size(); i++) {
      sql.bind("scanned" + i, "%" + words.scanned().get(i) + "%");
    }
    return products(sql.bind("limit", limit).bind("offset", offset));
  }

  private static String ordered(SearchQuery.Sort sort, String where, SearchWords words) {
    String page = " LIMIT :limit OFFSET :offset";
    return switch (sort) {
      case MATCH ->
          words.indexed().isEmpty()
              ? ordered(SearchQuery.Sort.NEWEST, where, words)
              : "SELECT "
                  + COLUMNS
                  + where
                  + " ORDER BY MATCH (p.name, p.description) AGAINST (:words IN BOOLEAN MODE) DESC,"
                  + " p.id DESC"
                  + page;
      case NEWEST -> "SELECT " + COLUMNS + where + " ORDER BY p.created_at DESC, p.id DESC" + page;
      case PRICE -> byPrice(where) + " ORDER BY cheapest, id DESC" + page;
      case PRICE_DOWN -> byPrice(where) + " ORDER BY cheapest DESC, id DESC" + page;
    };
  }

  private static String byPrice(String where) {
    return "SELECT id, name, shop_name, handle, picture_id FROM (SELECT "
        + COLUMNS
        + """
        , (SELECT MIN(v.price) FROM variant v
            WHERE v.product_id = p.id AND v.active = TRUE AND v.deleted_at IS NULL) AS cheapest
        """
        + where
        + " ORDER BY p.created_at DESC, p.id DESC LIMIT "
        + MOST_SORTED
        + ") found WHERE cheapest IS NOT NULL";
  }

  private static List<ListedProduct> products(Query query) {
    return query.map((row, _) -> product(row)).list();
  }

  private static ListedProduct product(ResultSet row) throws SQLException {
    return new ListedProduct(
        row.getLong("id"),
        row.getString("name"),
        row.getString("shop_name"),
        row.getString("handle"),
        Optional.ofNullable(row.getString("picture_id")));
  }

  static List<ShopTile> newestShops(Handle handle, int limit) {
    return shops(
        handle
            .createQuery(
                """
                SELECT handle, name, category, logo_id FROM shop
                WHERE status = 'open' ORDER BY created_at DESC LIMIT :limit
                """)
            .bind("limit", limit));
  }

  /** Open shops whose name has {@code text} in it. */
  static List<ShopTile> shopsNamed(Handle handle, String text, int limit) {
    return shops(
        handle
            .createQuery(
                """
                SELECT handle, name, category, logo_id FROM shop
                WHERE status = 'open' AND name LIKE :text ORDER BY name LIMIT :limit
                """)
            .bind("text", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
            .bind("limit", limit));
  }

  private static List<ShopTile> shops(Query query) {
    return query
        .map((row, _) ->
            new ShopTile(
                row.getString("handle"),
                row.getString("name"),
                row.getString("category"),
                Optional.ofNullable(row.getString("logo_id"))))
        .list();
  }
}
