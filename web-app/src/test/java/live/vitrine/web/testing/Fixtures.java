package live.vitrine.web.testing;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.web.database.Database;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** People, shops and products put straight into the database, for tests of other things. */
public final class Fixtures {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Database database;

  public Fixtures(Database database) {
    this.database = database;
  }

  /** Somebody with a confirmed address. Nobody can sign in with it: it has no password. */
  public long account(Role role) {
    int number = NUMBERS.incrementAndGet();
    return insert(
        """
        INSERT INTO account (email, email_confirmed_at, display_name, role, created_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        "person" + number + "@example.org",
        Instant.now(),
        "Person " + number,
        role.stored(),
        Instant.now());
  }

  /** The cookie of a session of {@code accountId}: see {@link HttpBrowser#withSession}. */
  public String session(long accountId) {
    SessionToken token = SessionToken.random();
    database.change(handle ->
        handle.execute(
            """
            INSERT INTO session
              (token_hash, account_id, csrf_token, created_at, seen_at, expires_at, address, agent)
            VALUES (?, ?, ?, ?, ?, ?, '127.0.0.1', 'test')
            """,
            token.hash(),
            accountId,
            SessionToken.random().text(),
            Instant.now(),
            Instant.now(),
            Instant.now().plusSeconds(86_400)));
    return token.text();
  }

  /** An open shop that sells in euro, with 19 % tax in its prices and shipping for 4.90. */
  public long shop(long ownerId) {
    return shop(ownerId, "EUR");
  }

  public long shop(long ownerId, String currency) {
    int number = NUMBERS.incrementAndGet();
    return insert(
        """
        INSERT INTO shop (owner_id, handle, name, category, status, currency, shipping_price,
          tax_basis_points, tax_included, stream_id, created_at)
        VALUES (?, ?, ?, 'other', 'open', ?, 490, 1900, TRUE, ?, ?)
        """,
        ownerId,
        "shop-" + number,
        "Shop " + number,
        currency,
        "stream-" + number,
        Instant.now());
  }

  /** An active product without variants to choose from: see {@link #variant}. */
  public long product(long shopId, String name) {
    return insert(
        """
        INSERT INTO product (shop_id, name, description, created_at, updated_at)
        VALUES (?, ?, 'A fine thing.', ?, ?)
        """,
        shopId,
        name,
        Instant.now(),
        Instant.now());
  }

  public long variant(long shopId, long productId, long price, int stock) {
    return insert(
        "INSERT INTO variant (product_id, shop_id, sku, price, stock) VALUES (?, ?, ?, ?, ?)",
        productId,
        shopId,
        "SKU-" + NUMBERS.incrementAndGet(),
        price,
        stock);
  }

  private long insert(String sql, Object... values) {
    return database.transaction(handle -> {
      handle.execute(sql, values);
      return lastId(handle);
    });
  }

  private static long lastId(Handle handle) {
    return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
  }
}
