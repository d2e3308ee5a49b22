package live.vitrine.web.shop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Optional;
import live.vitrine.web.money.Money;
import org.jdbi.v3.core.Handle;

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
