package live.vitrine.web.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Takes pieces off the stock and puts them back. Everybody goes through variants, then flash
 * prices, by ascending id, so that two orders wait for one another and never in a circle.
 */
final class StockRepository {
  private StockRepository() {}

  /**
   * Takes the pieces of an order off.
   *
   * @throws OutOfStockException there are not as many, or a flash price has ended
   */
  static void take(Handle handle, List<NewOrder.Line> lines, Instant now) {
    TreeMap<Long, Integer> variants = new TreeMap<>();
    TreeMap<Long, NewOrder.Line> flashes = new TreeMap<>();
    for (NewOrder.Line line : lines) {
      variants.merge(line.variantId(), line.quantity(), Integer::sum);
      line.flashPriceId().ifPresent(flash -> flashes.put(flash, line));
    }
    for (Map.Entry<Long, Integer> entry : variants.entrySet()) {
      int taken =
          handle.execute(
              """
              UPDATE variant SET stock = stock - ?
              WHERE id = ? AND stock >= ? AND active AND deleted_at IS NULL
              """,
              entry.getValue(),
              entry.getKey(),
              entry.getValue());
      if (taken != 1) {
        throw new OutOfStockException(entry.getKey());
      }
    }
    for (Map.Entry<Long, NewOrder.Line> entry : flashes.entrySet()) {
      NewOrder.Line line = entry.getValue();
      int taken =
          handle.execute(
              """
              UPDATE flash_price SET remaining = remaining - ?
              WHERE id = ? AND (remaining IS NULL OR remaining >= ?) AND price = ?
                AND cancelled_at IS NULL AND starts_at <= ? AND ends_at > ?
              """,
              line.quantity(),
              entry.getKey(),
              line.quantity(),
              line.unitPrice().minor(),
              now,
              now);
      if (taken != 1) {
        throw new OutOfStockException(line.variantId());
      }
    }
  }

  /** Puts the pieces of an order back that refunds have not put back before. */
  static void putBack(Handle handle, List<OrderLine> lines) {
    TreeMap<Long, Integer> variants = new TreeMap<>();
    TreeMap<Long, Integer> flashes = new TreeMap<>();
    for (OrderLine line : lines) {
      int pieces = line.quantity() - line.restocked();
      variants.merge(line.variantId(), pieces, Integer::sum);
      line.flashPriceId().ifPresent(flash -> flashes.merge(flash, pieces, Integer::sum));
    }
    variants.forEach((variant, pieces) -> putBack(handle, variant, pieces));
    flashes.forEach((flash, pieces) ->
        handle.execute(
            "UPDATE flash_price SET remaining = remaining + ? WHERE id = ?", pieces, flash));
  }

  static void putBack(Handle handle, long variantId, int pieces) {
    handle.execute("UPDATE variant SET stock = stock + ? WHERE id = ?", pieces, variantId);
  }
}
