package live.vitrine.web.product;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.ProductDraft.Variant;
import org.jdbi.v3.core.Handle;

/** The table {@code variant}. */
final class VariantRepository {
  private VariantRepository() {}

  /** A row of the table. */
  record Row(
      long id,
      List<String> options,
      String sku,
      long price,
      Optional<Long> compareAt,
      int stock,
      Optional<Integer> limitPerOrder,
      boolean active) {

    Variant draft(Currency currency) {
      return new Variant(
          Optional.of(id),
          options,
          sku,
          stock,
          stock,
          new Money(price, currency),
          compareAt.map(minor -> new Money(minor, currency)),
          limitPerOrder,
          active);
    }
  }

  /** A SKU and what has it. */
  record Sku(String sku, long productId) {}

  /** Those that are not deleted, in the host's order. */
  static List<Row> ofProduct(Handle handle, long productId) {
    return handle
        .createQuery(
            "SELECT * FROM variant WHERE product_id = :product AND deleted_at IS NULL"
                + " ORDER BY position, id")
        .bind("product", productId)
        .map((row, _) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        ProductRepository.options(
            row.getString("option1"), row.getString("option2"), row.getString("option3")),
        row.getString("sku"),
        row.getLong("price"),
        Optional.ofNullable(row.getObject("compare_at", Long.class)),
        row.getInt("stock"),
        Optional.ofNullable(row.getObject("limit_per_order", Integer.class)),
        row.getBoolean("active"));
  }

  /** Which of {@code skus} the shop uses already. */
  static List<Sku> skus(Handle handle, long shopId, Collection<String> skus) {
    if (skus.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            "SELECT sku, product_id FROM variant WHERE shop_id = :shop AND sku IN (<skus>)")
        .bind("shop", shopId)
        .bindList("skus", List.copyOf(skus))
        .map((row, _) -> new Sku(row.getString("sku"), row.getLong("product_id")))
        .list();
  }

  static void insert(Handle handle, long shopId, long productId, Variant variant, int position) {
    handle.execute(
        """
        INSERT INTO variant (product_id, shop_id, sku, option1, option2, option3, price, compare_at,
          stock, limit_per_order, active, position)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        productId,
        shopId,
        variant.sku(),
        ProductRepository.option(variant.options(), 0),
        ProductRepository.option(variant.options(), 1),
        ProductRepository.option(variant.options(), 2),
        variant.price().minor(),
        variant.compareAt().map(Money::minor).orElse(null),
        variant.stock(),
        variant.limitPerOrder().orElse(null),
        variant.active(),
        position);
  }

  /** Sets everything but the stock. */
  static void update(Handle handle, long id, Variant variant, int position) {
    handle.execute(
        """
        UPDATE variant SET sku = ?, option1 = ?, option2 = ?, option3 = ?, price = ?,
          compare_at = ?, limit_per_order = ?, active = ?, position = ?
        WHERE id = ?
        """,
        variant.sku(),
        ProductRepository.option(variant.options(), 0),
        ProductRepository.option(variant.options(), 1),
        ProductRepository.option(variant.options(), 2),
        variant.price().minor(),
        variant.compareAt().map(Money::minor).orElse(null),
        variant.limitPerOrder().orElse(null),
        variant.active(),
        position,
        id);
  }

  /** Frees a SKU that another variant is about to get in the same transaction. */
  static void freeSku(Handle handle, long id) {
    handle.execute("UPDATE variant SET sku = CONCAT('~', id) WHERE id = ?", id);
  }

  /** Adds to the stock, or takes off. Answers false where that would leave less than nothing. */
  static boolean addStock(Handle handle, long id, int change) {
    return handle.execute(
            "UPDATE variant SET stock = stock + ? WHERE id = ? AND stock + ? >= 0",
            change,
            id,
            change)
        == 1;
  }

  static int stock(Handle handle, long id) {
    return handle
        .createQuery("SELECT stock FROM variant WHERE id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  /** Its SKU can be used again; orders keep it. */
  static void delete(Handle handle, long id, Instant now) {
    handle.execute(
        "UPDATE variant SET active = FALSE, deleted_at = ?, sku = CONCAT('~', id) WHERE id = ?",
        now,
        id);
  }

  static void deleteOfProduct(Handle handle, long productId, Instant now) {
    handle.execute(
        """
        UPDATE variant SET active = FALSE, deleted_at = ?, sku = CONCAT('~', id)
        WHERE product_id = ? AND deleted_at IS NULL
        """,
        now,
        productId);
  }
}
