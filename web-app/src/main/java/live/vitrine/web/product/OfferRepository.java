package live.vitrine.web.product;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What variants cost and how many there are, read from the tables at one moment. */
public final class OfferRepository {
  private static final String SELECT =
      """
      SELECT v.id, v.product_id, v.shop_id, p.name, v.option1, v.option2, v.option3, v.sku,
             pp.picture_id, s.currency, v.price, v.compare_at, v.stock, v.limit_per_order,
             f.id AS flash_id, f.price AS flash_price, f.ends_at, f.remaining,
             (s.status = 'open' AND p.active AND v.active AND p.deleted_at IS NULL
               AND v.deleted_at IS NULL) AS buyable
      FROM variant v
      JOIN product p ON p.id = v.product_id
      JOIN shop s ON s.id = v.shop_id
      LEFT JOIN product_picture pp ON pp.product_id = p.id AND pp.position = 0
      LEFT JOIN flash_price f ON f.variant_id = v.id AND f.starts_at <= :now AND f.ends_at > :now
        AND f.cancelled_at IS NULL AND (f.remaining IS NULL OR f.remaining > 0)
        AND f.price < v.price
      """;

  private OfferRepository() {}

  /** The offers of variants; those that are not there are left out. */
  public static List<Offer> find(Handle handle, Collection<Long> variantIds, Instant now) {
    if (variantIds.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(SELECT + " WHERE v.id IN (<ids>) ORDER BY v.id")
        .bindList("ids", List.copyOf(variantIds))
        .bind("now", now)
        .map((row, _) -> offer(row))
        .list();
  }

  /** The offers of a product's variants that are not deleted, in the host's order. */
  public static List<Offer> ofProduct(Handle handle, long productId, Instant now) {
    return handle
        .createQuery(
            SELECT
                + " WHERE v.product_id = :product AND v.deleted_at IS NULL ORDER BY v.position, v.id")
        .bind("product", productId)
        .bind("now", now)
        .map((row, _) -> offer(row))
        .list();
  }

  /** The offers of all variants of some products, as {@link #ofProduct} has them. */
  public static List<Offer> ofProducts(Handle handle, Collection<Long> productIds, Instant now) {
    if (productIds.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            SELECT
                + """
                 WHERE v.product_id IN (<ids>) AND v.deleted_at IS NULL
                ORDER BY v.product_id, v.position, v.id
                """)
        .bindList("ids", List.copyOf(productIds))
        .bind("now", now)
        .map((row, _) -> offer(row))
        .list();
  }

  private static Offer offer(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    Money usual = Money.of(row.getLong("price"), currency);
    int stock = row.getInt("stock");
    Optional<Offer.Flash> flash = flash(row);
    return new Offer(
        row.getLong("id"),
        row.getLong("product_id"),
        row.getLong("shop_id"),
        row.getString("name"),
        variantName(row),
        row.getString("sku"),
        Optional.ofNullable(row.getString("picture_id")),
        flash.isPresent() ? Money.of(row.getLong("flash_price"), currency) : usual,
        usual,
        Optional.ofNullable(row.getObject("compare_at", Long.class))
            .map(minor -> Money.of(minor, currency)),
        Math.min(stock, flash.flatMap(Offer.Flash::remaining).orElse(stock)),
        Optional.ofNullable(row.getObject("limit_per_order", Integer.class)),
        flash,
        row.getBoolean("buyable"));
  }

  private static Optional<Offer.Flash> flash(ResultSet row) throws SQLException {
    Timestamp endsAt = row.getTimestamp("ends_at");
    if (endsAt == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Offer.Flash(
            row.getLong("flash_id"),
            endsAt.toInstant(),
            Optional.ofNullable(row.getObject("remaining", Integer.class))));
  }

  private static String variantName(ResultSet row) throws SQLException {
    return variantName(
        row.getString("option1"), row.getString("option2"), row.getString("option3"));
  }

  /** The chosen options in words: {@code M / blue}. */
  static String variantName(@Nullable String... options) {
    return Stream.of(options)
        .filter(option -> option != null && !option.isEmpty())
        .collect(Collectors.joining(" / "));
  }
}
