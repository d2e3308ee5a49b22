package live.vitrine.web.testing;

import java.util.Map;
import java.util.TreeMap;
import live.vitrine.web.database.Database;

/** What must stay true of the stock, whatever happens. */
public final class ShopInvariant {
  private ShopInvariant() {}

  /** Stock and pieces of orders that hold, of each variant: selling changes nothing of it. */
  public static Map<Long, Long> sumOfPieces(Database database) {
    return database.read(handle -> {
      Map<Long, Long> sums = new TreeMap<>();
      handle
          .createQuery(
              """
              SELECT v.id, v.stock + COALESCE((
                  SELECT SUM(l.quantity - l.restocked) FROM order_line l
                  JOIN shop_order o ON o.id = l.order_id
                  WHERE l.variant_id = v.id AND o.holds_stock), 0) AS pieces
              FROM variant v
              """)
          .map((row, _) -> Map.entry(row.getLong("id"), row.getLong("pieces")))
          .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
      return sums;
    });
  }
}
