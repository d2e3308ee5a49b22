package live.vitrine.web.product;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.HttpException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The order in which a shop shows its products. Blocks. */
final class Shelf {
  private final Database database;

  Shelf(Database database) {
    this.database = database;
  }

  private record Place(long productId, int position) {}

  /** Puts a product {@code by} places further back, or to the front where that is negative. */
  void move(long shopId, long productId, int by) {
    database.change(handle -> {
      List<Place> places = places(handle, shopId);
      put(handle, places, productId, index(places, productId) + by);
    });
  }

  /** Puts a product at a place, counted from 0; behind the last it becomes the last. */
  void place(long shopId, long productId, int index) {
    database.change(handle -> put(handle, places(handle, shopId), productId, index));
  }

  /** Locked: two who move at once come one after the other. */
  private static List<Place> places(Handle handle, long shopId) {
    return handle
        .createQuery(
            "SELECT id, shelf_position FROM product WHERE shop_id = :shop AND deleted_at IS NULL"
                + " ORDER BY shelf_position, id FOR UPDATE")
        .bind("shop", shopId)
        .map((row, _) -> new Place(row.getLong("id"), row.getInt("shelf_position")))
        .list();
  }

  private static int index(List<Place> places, long productId) {
    for (int index = 0; index < places.size(); index++) {
      if (places.get(index).productId == productId) {
        return index;
      }
    }
    throw HttpException.notFound();
  }

  private static void put(Handle handle, List<Place> places, long productId, int wanted) {
    List<Place> order = new ArrayList<>(places);
    Place place = order.remove(index(places, productId));
    order.add(Math.clamp(wanted, 0, order.size()), place);
    PreparedBatch batch =
        handle.prepareBatch("UPDATE product SET shelf_position = :position WHERE id = :id");
    for (int position = 0; position < order.size(); position++) {
      if (order.get(position).position != position) {
        batch.bind("position", position).bind("id", order.get(position).productId).add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
