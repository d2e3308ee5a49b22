package live.vitrine.web.order.desk;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.order.history.After;
import live.vitrine.web.order.history.OrderView;
import live.vitrine.web.order.history.OrderViews;

/** The orders of a shop, for reading. */
public final class HostOrders {
  private final Database database;

  public HostOrders(Database database) {
    this.database = database;
  }

  /** Orders of a shop, the newest first. */
  public List<OrderView> page(long shopId, OrderFilter filter, After after, int most) {
    return database.read(
        handle -> OrderViews.load(handle, filter.ids(handle, shopId, after, most)));
  }

  /** An order of a shop. */
  public Optional<OrderView> find(long shopId, String code) {
    return database.read(handle ->
        OrderViews.load(
                handle,
                handle
                    .createQuery("SELECT id FROM shop_order WHERE shop_id = ? AND code = ?")
                    .bind(0, shopId)
                    .bind(1, code)
                    .mapTo(Long.class)
                    .list())
            .stream()
            .findFirst());
  }
}
