package live.vitrine.web.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import live.vitrine.web.database.Database;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.SessionToken;

/**
 * Somebody with a shop, and a shopper of it, whose things nobody else may see or change: for tests
 * that try all there is.
 */
public final class Victim {
  private static final List<String> TABLES =
      List.of(
          "account",
          "cart",
          "cart_line",
          "flash_price",
          "mail",
          "order_event",
          "order_line",
          "picture",
          "product",
          "product_picture",
          "refund",
          "shop",
          "shop_order",
          "variant");

  private final Database database;
  private final long host;
  private final long shopper;
  private final long shop;
  private final long product;
  private final long variant;
  private final long key;
  private final long flash;
  private final String code;

  public Victim(Database database) {
    this.database = database;
    Fixtures fixtures = new Fixtures(database);
    this.host = fixtures.account(Role.HOST);
    this.shopper = fixtures.account(Role.SHOPPER);
    this.shop = fixtures.shop(host);
    this.product = fixtures.product(shop, "Mug");
    this.variant = fixtures.variant(shop, product, 1000, 20);
    this.code = new OrderFixtures(database).paid(shop, shopper, variant);
    this.flash =
        database.transaction(handle -> {
          handle.execute(
              """
              INSERT INTO flash_price (variant_id, price, starts_at, ends_at, created_at)
              VALUES (?, 500, '2026-01-01', '2099-01-01', '2026-01-01')
              """,
              variant);
          return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
        });
    this.key =
        database.transaction(handle -> {
          handle.execute(
              """
              INSERT INTO api_key (shop_id, name, prefix, token_hash, scopes, created_at)
              VALUES (?, 'Walk', 'walkwalk', ?, 'orders:read', '2026-01-01')
              """,
              shop,
              SessionToken.random().hash());
          return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
        });
  }

  public long host() {
    return host;
  }

  public long shopper() {
    return shopper;
  }

  public long shop() {
    return shop;
  }

  /** A value for each name that a parameter of an address has. */
  public Map<String, String> samples() {
    return Map.ofEntries(
        Map.entry("code", code),
        Map.entry("keyId", String.valueOf(key)),
        Map.entry("id", String.valueOf(product)),
        Map.entry("productId", String.valueOf(product)),
        Map.entry("variantId", String.valueOf(variant)),
        Map.entry("variant", String.valueOf(variant)),
        Map.entry("flash", String.valueOf(flash)),
        Map.entry("handle", "shop-nobody-has"),
        Map.entry("token", "x".repeat(43)),
        Map.entry("step", "close"));
  }

  /** A figure for all that is stored, but for what every request leaves behind. */
  public String state() {
    return database.read(handle ->
        TABLES.stream()
            .map(table ->
                handle
                    .createQuery("CHECKSUM TABLE " + table)
                    .map((row, _) -> row.getString(1) + " " + row.getString(2))
                    .one())
            .collect(Collectors.joining("\n")));
  }
}
