package live.vitrine.web.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import live.vitrine.web.product.Offer;
import live.vitrine.web.product.OfferRepository;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What anybody may see of the catalogue, a page at a time. */
final class CatalogueQueries {
  private static final String SHOWN =
      """
      SELECT p.id, s.handle, p.name, p.description, p.shelf_position
      FROM product p
      JOIN shop s ON s.id = p.shop_id
      WHERE s.status = 'open' AND p.active AND p.deleted_at IS NULL
      """;

  private CatalogueQueries() {}

  /** A product as a row of its table. */
  private record Row(long id, String shop, String name, String description, long shelfPosition) {}

  /** The IDs of open shops, the newest first, below {@code before}. */
  static List<Long> openShops(Handle handle, long before, int most) {
    return handle
        .createQuery(
            "SELECT id FROM shop WHERE status = 'open' AND id < :before ORDER BY id DESC LIMIT :most")
        .bind("before", before)
        .bind("most", most)
        .mapTo(Long.class)
        .list();
  }

  static List<ShownProduct> ofShop(
      Handle handle, String shop, Cursor after, int most, Instant now) {
    return shown(
        handle,
        handle
            .createQuery(
                SHOWN
                    + """
                    AND s.handle = :shop
                    AND (p.shelf_position > :position OR (p.shelf_position = :position AND p.id > :id))
                    ORDER BY p.shelf_position, p.id LIMIT :most
                    """)
            .bind("shop", shop)
            .bind("position", after.first())
            .bind("id", after.second())
            .bind("most", most),
        now);
  }

  static Optional<ShownProduct> product(Handle handle, long id, Instant now) {
    Query query = handle.createQuery(SHOWN + " AND p.id = :id").bind("id", id);
    return shown(handle, query, now).stream().findFirst();
  }

  /**
   * Products whose words begin like those of {@code words}.
   *
   * @param words of letters and digits only
   */
  static List<ShownProduct> search(
      Handle handle, List<String> words, long before, int most, Instant now) {
    return shown(
        handle,
        handle
            .createQuery(
                SHOWN
                    + """
                    AND MATCH(p.name, p.description) AGAINST (:words IN BOOLEAN MODE)
                    AND p.id < :before
                    ORDER BY p.id DESC LIMIT :most
                    """)
            .bind(
                "words",
                words.stream().map(word -> "+" + word + "*").collect(Collectors.joining(" ")))
            .bind("before", before)
            .bind("most", most),
        now);
  }

  private static List<ShownProduct> shown(Handle handle, Query query, Instant now) {
    List<Row> rows = query.map((row, _) -> row(row)).list();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Long> ids = rows.stream().map(Row::id).toList();
    Map<Long, List<ShownProduct.Picture>> pictures = pictures(handle, ids);
    Map<Long, List<Offer>> offers = offers(handle, ids, now);
    return rows.stream()
        .map(row ->
            new ShownProduct(
                row.id,
                row.shop,
                row.name,
                row.description,
                row.shelfPosition,
                pictures.getOrDefault(row.id, List.of()),
                offers.getOrDefault(row.id, List.of())))
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        row.getString("handle"),
        row.getString("name"),
        row.getString("description"),
        row.getLong("shelf_position"));
  }

  private static Map<Long, List<ShownProduct.Picture>> pictures(Handle handle, List<Long> ids) {
    Map<Long, List<ShownProduct.Picture>> found = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT product_id, picture_id, alternative FROM product_picture
            WHERE product_id IN (<ids>) ORDER BY product_id, position
            """)
        .bindList("ids", ids)
        .map((row, _) ->
            found
                .computeIfAbsent(row.getLong("product_id"), _ -> new ArrayList<>())
                .add(
                    new ShownProduct.Picture(
                        row.getString("picture_id"), row.getString("alternative"))))
        .list();
    return found;
  }

  private static Map<Long, List<Offer>> offers(Handle handle, List<Long> ids, Instant now) {
    List<Long> variants =
        handle
            .createQuery(
                """
                SELECT id FROM variant
                WHERE product_id IN (<ids>) AND active AND deleted_at IS NULL
                ORDER BY product_id, position, id
                """)
            .bindList("ids", ids)
            .mapTo(Long.class)
            .list();
    Map<Long, Offer> byVariant =
        OfferRepository.find(handle, variants, now).stream()
            .collect(Collectors.toMap(Offer::variantId, offer -> offer));
    return variants.stream()
        .filter(byVariant::containsKey)
        .map(byVariant::get)
        .collect(Collectors.groupingBy(Offer::productId));
  }
}
