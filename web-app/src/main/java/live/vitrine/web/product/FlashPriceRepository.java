package live.vitrine.web.product;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;

/** The table {@code flash_price}. */
final class FlashPriceRepository {
  /** Those in force or to come, then the newest; older ones are kept but not listed. */
  private static final int LISTED = 200;

  private static final String SELECT =
      """
      SELECT f.*, v.option1, v.option2, v.option3,
        (SELECT COALESCE(SUM(l.quantity), 0) FROM order_line l
          JOIN shop_order o ON o.id = l.order_id
          WHERE l.variant_id = f.variant_id AND l.flash_price_id = f.id AND o.holds_stock) AS taken
      FROM flash_price f JOIN variant v ON v.id = f.variant_id
      """;

  private FlashPriceRepository() {}

  static List<FlashPrice> ofProduct(Handle handle, long productId, Currency currency) {
    return handle
        .createQuery(
            SELECT
                + " WHERE v.product_id = :product AND v.deleted_at IS NULL"
                + " ORDER BY f.cancelled_at IS NULL AND f.ends_at > UTC_TIMESTAMP() DESC,"
                + " f.starts_at DESC, f.id DESC LIMIT "
                + LISTED)
        .bind("product", productId)
        .map((row, _) ->
            new FlashPrice(
                row.getLong("id"),
                row.getLong("variant_id"),
                OfferRepository.variantName(
                    row.getString("option1"), row.getString("option2"), row.getString("option3")),
                new Money(row.getLong("price"), currency),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                Optional.ofNullable(row.getObject("quantity", Integer.class)),
                row.getLong("taken"),
                row.getTimestamp("cancelled_at") != null))
        .list();
  }

  static void insert(Handle handle, FlashPrices.Draft draft, Instant now) {
    handle.execute(
        """
        INSERT INTO flash_price (variant_id, price, starts_at, ends_at, quantity, remaining,
          created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        draft.variantId(),
        draft.price().minor(),
        draft.startsAt(),
        draft.endsAt(),
        draft.quantity().orElse(null),
        draft.quantity().orElse(null),
        now);
  }

  static int cancel(Handle handle, long productId, long id, Instant now) {
    return handle.execute(
        """
        UPDATE flash_price f JOIN variant v ON v.id = f.variant_id
        SET f.cancelled_at = ?
        WHERE f.id = ? AND v.product_id = ? AND f.cancelled_at IS NULL AND f.ends_at > ?
        """,
        now,
        id,
        productId,
        now);
  }

  /** Locks a variant, so that two flash prices for it come one after the other. */
  static Optional<Long> lockUsualPrice(Handle handle, long productId, long variantId) {
    return handle
        .createQuery(
            "SELECT price FROM variant WHERE id = :id AND product_id = :product"
                + " AND deleted_at IS NULL FOR UPDATE")
        .bind("id", variantId)
        .bind("product", productId)
        .mapTo(Long.class)
        .findOne();
  }
}
