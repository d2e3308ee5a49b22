package live.vitrine.web.product;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code product} and {@code product_picture}. */
public final class ProductRepository {
  private ProductRepository() {}

  /** A row of the table. */
  record Row(
      long id,
      long shopId,
      String name,
      String description,
      List<String> optionNames,
      boolean active,
      int version) {}

  /** A product that is not deleted, with what it costs {@code now}. */
  public static Optional<ProductView> find(Handle handle, long productId, Instant now) {
    return handle
        .createQuery("SELECT * FROM product WHERE id = :id AND deleted_at IS NULL")
        .bind("id", productId)
        .map((row, _) -> row(row))
        .findOne()
        .map(row -> view(handle, row, now));
  }

  private static ProductView view(Handle handle, Row row, Instant now) {
    Map<Long, List<String>> options = new HashMap<>();
    for (VariantRepository.Row variant : VariantRepository.ofProduct(handle, row.id)) {
      options.put(variant.id(), variant.options());
    }
    int count = row.optionNames.size();
    return new ProductView(
        row.id,
        row.shopId,
        row.name,
        row.description,
        row.active,
        row.optionNames,
        pictures(handle, row.id).stream()
            .map(picture -> new ProductView.Picture(picture.id(), picture.alternative()))
            .toList(),
        OfferRepository.ofProduct(handle, row.id, now).stream()
            .map(offer ->
                new ProductView.Choice(
                    filled(options.getOrDefault(offer.variantId(), List.of()), count), offer))
            .toList());
  }

  /** A host's product that is not deleted; nobody else changes it until the transaction ends. */
  static Optional<Row> lock(Handle handle, long shopId, long productId) {
    return find(handle, shopId, productId, " FOR UPDATE");
  }

  static Optional<Row> find(Handle handle, long shopId, long productId) {
    return find(handle, shopId, productId, "");
  }

  private static Optional<Row> find(Handle handle, long shopId, long productId, String mode) {
    return handle
        .createQuery(
            "SELECT * FROM product WHERE id = :id AND shop_id = :shop AND deleted_at IS NULL"
                + mode)
        .bind("id", productId)
        .bind("shop", shopId)
        .map((row, _) -> row(row))
        .findOne();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        row.getLong("shop_id"),
        row.getString("name"),
        row.getString("description"),
        options(
            row.getString("option1_name"),
            row.getString("option2_name"),
            row.getString("option3_name")),
        row.getBoolean("active"),
        row.getInt("version"));
  }

  static List<String> options(@Nullable String... columns) {
    List<String> options = new ArrayList<>();
    for (String column : columns) {
      if (column != null && !column.isEmpty()) {
        options.add(column);
      }
    }
    return List.copyOf(options);
  }

  private static List<String> filled(List<String> options, int count) {
    return Stream.concat(options.stream(), Stream.generate(() -> "")).limit(count).toList();
  }

  static List<ProductDraft.Picture> pictures(Handle handle, long productId) {
    return handle
        .createQuery(
            "SELECT picture_id, alternative FROM product_picture WHERE product_id = :id"
                + " ORDER BY position")
        .bind("id", productId)
        .map((row, _) ->
            new ProductDraft.Picture(row.getString("picture_id"), row.getString("alternative")))
        .list();
  }

  static void setPictures(Handle handle, long productId, List<ProductDraft.Picture> pictures) {
    handle.execute("DELETE FROM product_picture WHERE product_id = ?", productId);
    int position = 0;
    for (ProductDraft.Picture picture : pictures) {
      handle.execute(
          """
          INSERT INTO product_picture (product_id, position, picture_id, alternative)
          VALUES (?, ?, ?, ?)
          """,
          productId,
          position++,
          picture.id(),
          picture.alternative());
    }
  }

  static long insert(Handle handle, long shopId, ProductDraft draft, Instant now) {
    handle.execute(
        """
        INSERT INTO product (shop_id, name, description, option1_name, option2_name, option3_name,
          shelf_position, created_at, updated_at)
        SELECT ?, ?, ?, ?, ?, ?, COALESCE(MAX(shelf_position) + 1, 0), ?, ?
        FROM product WHERE shop_id = ?
        """,
        shopId,
        draft.name(),
        draft.description(),
        option(draft.optionNames(), 0),
        option(draft.optionNames(), 1),
        option(draft.optionNames(), 2),
        now,
        now,
        shopId);
    return lastId(handle);
  }

  static void update(Handle handle, long productId, ProductDraft draft, Instant now) {
    handle.execute(
        """
        UPDATE product SET name = ?, description = ?, option1_name = ?, option2_name = ?,
          option3_name = ?, version = version + 1, updated_at = ?
        WHERE id = ?
        """,
        draft.name(),
        draft.description(),
        option(draft.optionNames(), 0),
        option(draft.optionNames(), 1),
        option(draft.optionNames(), 2),
        now,
        productId);
  }

  static boolean setActive(
      Handle handle, long shopId, long productId, boolean active, Instant now) {
    return handle.execute(
            """
            UPDATE product SET active = ?, version = version + 1, updated_at = ?
            WHERE id = ? AND shop_id = ? AND deleted_at IS NULL
            """,
            active,
            now,
            productId,
            shopId)
        == 1;
  }

  static boolean delete(Handle handle, long shopId, long productId, Instant now) {
    return handle.execute(
            """
            UPDATE product SET active = FALSE, deleted_at = ?, version = version + 1, updated_at = ?
            WHERE id = ? AND shop_id = ? AND deleted_at IS NULL
            """,
            now,
            now,
            productId,
            shopId)
        == 1;
  }

  static long count(Handle handle, long shopId) {
    return handle
        .createQuery("SELECT COUNT(*) FROM product WHERE shop_id = :shop AND deleted_at IS NULL")
        .bind("shop", shopId)
        .mapTo(Long.class)
        .one();
  }

  /** What the products are called that are not deleted. */
  static Map<Long, String> names(Handle handle, long shopId) {
    Map<Long, String> names = new HashMap<>();
    handle
        .createQuery("SELECT id, name FROM product WHERE shop_id = :shop AND deleted_at IS NULL")
        .bind("shop", shopId)
        .map((row, _) -> Map.entry(row.getLong("id"), row.getString("name")))
        .forEach(product -> names.put(product.getKey(), product.getValue()));
    return names;
  }

  static @Nullable String option(List<String> options, int index) {
    return index < options.size() && !options.get(index).isEmpty() ? options.get(index) : null;
  }

  static long lastId(Handle handle) {
    return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
  }
}
