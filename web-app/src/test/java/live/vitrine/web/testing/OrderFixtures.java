package live.vitrine.web.testing;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.web.database.Database;
import org.jdbi.v3.core.Handle;

/** Orders put straight into the database, as checkout and payment leave them. */
public final class OrderFixtures {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Database database;

  public OrderFixtures(Database database) {
    this.database = database;
  }

  /** An order that waits for its money: two pieces for 10.00 each, and 4.90 for shipping. */
  public String pending(long shopId, long accountId, long variantId) {
    return insert(shopId, accountId, variantId, "pending", Instant.now());
  }

  /** The same, paid just now. */
  public String paid(long shopId, long accountId, long variantId) {
    return paid(shopId, accountId, variantId, Instant.now());
  }

  /** The same, made and paid at {@code at}. */
  public String paid(long shopId, long accountId, long variantId, Instant at) {
    return insert(shopId, accountId, variantId, "paid", at);
  }

  private String insert(long shopId, long accountId, long variantId, String status, Instant at) {
    String code = "TEST%08d".formatted(NUMBERS.incrementAndGet());
    boolean paid = status.equals("paid");
    database.change(handle -> {
      handle.execute(
          """
          INSERT INTO shop_order (code, checkout_token, shop_id, account_id, status, holds_stock, hold_until,
            currency, subtotal, shipping, tax, tax_basis_points, tax_included, total, email,
            recipient, street, postal_code, city, country, language, payment_intent, created_at,
            paid_at)
          VALUES (?, ?, ?, ?, ?, TRUE, ?, 'EUR', 2000, 490, 398, 1900, TRUE, 2490, ?,
            'Ada <b>Lovelace</b>', '1 Main Street', '12345', 'Bath', 'GB', 'en', ?, ?, ?)
          """,
          code,
          code,
          shopId,
          accountId,
          status,
          at.plusSeconds(900),
          "shopper" + accountId + "@example.org",
          paid ? "pi_" + code : null,
          at,
          paid ? at : null);
      long id = lastId(handle);
      handle.execute(
          """
          INSERT INTO order_line (order_id, variant_id, name, variant_name, sku, unit_price, quantity)
          VALUES (?, ?, 'Mug <i>', 'blue', 'MUG-1', 1000, 2)
          """,
          id,
          variantId);
      note(handle, id, "placed", at);
      if (paid) {
        note(handle, id, "paid", at);
      }
    });
    return code;
  }

  /** Changes columns of an order. */
  public void set(String code, String assignments) {
    database.change(
        handle -> handle.execute("UPDATE shop_order SET " + assignments + " WHERE code = ?", code));
  }

  private static void note(Handle handle, long order, String kind, Instant at) {
    handle.execute(
        "INSERT INTO order_event (order_id, at, kind) VALUES (?, ?, ?)", order, at, kind);
  }

  private static long lastId(Handle handle) {
    return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
  }
}
