package live.vitrine.web.order.history;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import org.jdbi.v3.core.Handle;

/** The orders of a shopper, for reading. */
public final class ShopperOrders {
  private final Database database;

  public ShopperOrders(Database database) {
    this.database = database;
  }

  /** Orders of an account, the newest first. */
  public List<OrderView> page(long accountId, After after, int most) {
    return database.read(handle -> OrderViews.load(handle, ids(handle, accountId, after, most)));
  }

  private static List<Long> ids(Handle handle, long accountId, After after, int most) {
    return handle
        .createQuery(
            """
            SELECT id FROM shop_order
            WHERE account_id = :account AND created_at <= :created
              AND (created_at < :created OR id < :id)
            ORDER BY created_at DESC, id DESC LIMIT :most
            """)
        .bind("account", accountId)
        .bind("created", after.sqlTime())
        .bind("id", after.id())
        .bind("most", most)
        .mapTo(Long.class)
        .list();
  }

  /** An order of an account. */
  public Optional<OrderView> find(long accountId, String code) {
    return database.read(handle ->
        OrderViews.load(
                handle,
                handle
                    .createQuery("SELECT id FROM shop_order WHERE account_id = ? AND code = ?")
                    .bind(0, accountId)
                    .bind(1, code)
                    .mapTo(Long.class)
                    .list())
            .stream()
            .findFirst());
  }
}
