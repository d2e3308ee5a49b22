package live.vitrine.web.shop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.session.Role;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code shop}. */
public final class ShopRepository {
  private static final String SELECT =
      """
      SELECT id, owner_id, handle, name, description, category, logo_id, status, status_reason,
             currency, shipping_price, tax_basis_points, tax_included, stripe_account, stream_id,
             key_generation
      FROM shop
      """;

  private ShopRepository() {}

  public static Optional<Shop> find(Handle handle, long id) {
    return findBy(handle, "id", id);
  }

  public static Optional<Shop> findByHandle(Handle handle, String shopHandle) {
    return findBy(handle, "handle", shopHandle);
  }

  public static Optional<Shop> findByOwner(Handle handle, long accountId) {
    return findBy(handle, "owner_id", accountId);
  }

  /** A shop that stays as it is until the transaction ends. */
  static Optional<Shop> findLocked(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .map((row, _) -> shop(row))
        .findOne();
  }

  /** Shops in a state, or all; those that have waited longest first where they wait. */
  public static List<Shop> list(
      Handle handle, Optional<Shop.Status> status, int limit, int offset) {
    return handle
        .createQuery(
            SELECT
                + (status.isPresent() ? " WHERE status = :status" : "")
                + (status.filter(Shop.Status.PENDING::equals).isPresent()
                    ? " ORDER BY created_at, id"
                    : " ORDER BY id DESC")
                + " LIMIT :limit OFFSET :offset")
        .bind("status", status.map(Shop.Status::stored).orElse(null))
        .bind("limit", limit)
        .bind("offset", offset)
        .map((row, _) -> shop(row))
        .list();
  }

  static void insert(
      Handle handle, long ownerId, NewShop shop, Shop.Status status, String streamId, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO shop (owner_id, handle, name, category, status, currency, stream_id,
                              created_at, decided_at)
            VALUES (:owner, :handle, :name, :category, :status, :currency, :stream, :now, :decided)
            """)
        .bind("owner", ownerId)
        .bind("handle", shop.handle())
        .bind("name", shop.name())
        .bind("category", shop.category())
        .bind("status", status.stored())
        .bind("currency", shop.currency().getCurrencyCode())
        .bind("stream", streamId)
        .bind("now", now)
        .bind("decided", status == Shop.Status.OPEN ? now : null)
        .execute();
  }

  static void update(Handle handle, long id, ShopSettings settings) {
    handle
        .createUpdate(
            """
            UPDATE shop
            SET name = :name, description = :description, category = :category,
                currency = :currency, shipping_price = :shipping, tax_basis_points = :tax,
                tax_included = :included, stripe_account = :stripe
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("name", settings.name())
        .bind("description", settings.description())
        .bind("category", settings.category())
        .bind("currency", settings.currency().getCurrencyCode())
        .bind("shipping", settings.shippingPrice().minor())
        .bind("tax", settings.taxBasisPoints())
        .bind("included", settings.taxIncluded())
        .bind("stripe", settings.stripeAccount().orElse(null))
        .execute();
  }

  static void setLogo(Handle handle, long id, @Nullable String pictureId) {
    handle.execute("UPDATE shop SET logo_id = ? WHERE id = ?", pictureId, id);
  }

  static void setStatus(
      Handle handle, long id, Shop.Status status, String reason, @Nullable Instant decidedAt) {
    handle.execute(
        """
        UPDATE shop SET status = ?, status_reason = ?, decided_at = COALESCE(?, decided_at)
        WHERE id = ?
        """,
        status.stored(),
        reason,
        decidedAt,
        id);
  }

  /** Generations never go down, in whatever order two rotations are written. */
  static void raiseGeneration(Handle handle, long id, int generation) {
    handle.execute(
        "UPDATE shop SET key_generation = GREATEST(key_generation, ?) WHERE id = ?",
        generation,
        id);
  }

  static boolean hasOrders(Handle handle, long id) {
    return exists(handle, "SELECT 1 FROM shop_order WHERE shop_id = ? LIMIT 1", id);
  }

  static boolean hasPrices(Handle handle, long id) {
    return exists(handle, "SELECT 1 FROM variant WHERE shop_id = ? LIMIT 1", id);
  }

  private static boolean exists(Handle handle, String sql, long id) {
    return handle.select(sql, id).mapTo(Integer.class).findOne().isPresent();
  }

  /** Whoever has an open shop is a host; administrators stay what they are. */
  static void makeHost(Handle handle, long accountId) {
    handle.execute(
        "UPDATE account SET role = ? WHERE id = ? AND role = ?",
        Role.HOST.stored(),
        accountId,
        Role.SHOPPER.stored());
  }

  private static Optional<Shop> findBy(Handle handle, String column, Object value) {
    return handle
        .createQuery(SELECT + " WHERE " + column + " = :value")
        .bind("value", value)
        .map((row, _) -> shop(row))
        .findOne();
  }

  static Shop shop(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    return new Shop(
        row.getLong("id"),
        row.getLong("owner_id"),
        row.getString("handle"),
        row.getString("name"),
        row.getString("description"),
        row.getString("category"),
        Optional.ofNullable(row.getString("logo_id")),
        Shop.Status.ofStored(row.getString("status")),
        row.getString("status_reason"),
        currency,
        new Money(row.getLong("shipping_price"), currency),
        row.getInt("tax_basis_points"),
        row.getBoolean("tax_included"),
        Optional.ofNullable(row.getString("stripe_account")),
        row.getString("stream_id"),
        row.getInt("key_generation"));
  }
}
