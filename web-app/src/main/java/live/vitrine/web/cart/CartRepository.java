package live.vitrine.web.cart;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The tables {@code cart} and {@code cart_line}. */
final class CartRepository {
  /** A line as it is stored. */
  record Stored(long variantId, int quantity, long priceSeen) {}

  private CartRepository() {}

  static Optional<Long> find(Handle handle, CartOwner owner) {
    return ids(handle, owner, "").findOne();
  }

  /** Finds the cart and keeps others from changing it until the transaction ends. */
  static Optional<Long> lock(Handle handle, CartOwner owner) {
    return ids(handle, owner, " FOR UPDATE").findOne();
  }

  private static org.jdbi.v3.core.result.ResultIterable<Long> ids(
      Handle handle, CartOwner owner, String suffix) {
    Query query =
        switch (owner) {
          case CartOwner.Account(long id) ->
              handle
                  .createQuery("SELECT id FROM cart WHERE account_id = :owner" + suffix)
                  .bind("owner", id);
          case CartOwner.Guest guest ->
              handle
                  .createQuery("SELECT id FROM cart WHERE session_hash = :owner" + suffix)
                  .bind("owner", guest.session().hash());
        };
    return query.mapTo(Long.class);
  }

  /** Makes the cart where it is not there; locks it. */
  static long create(Handle handle, CartOwner owner, Instant now) {
    Optional<Long> found = lock(handle, owner);
    if (found.isPresent()) {
      return found.get();
    }
    switch (owner) {
      case CartOwner.Account(long id) ->
          handle.execute("INSERT IGNORE INTO cart (account_id, updated_at) VALUES (?, ?)", id, now);
      case CartOwner.Guest guest ->
          handle.execute(
              "INSERT IGNORE INTO cart (session_hash, updated_at) VALUES (?, ?)",
              guest.session().hash(),
              now);
    }
    return lock(handle, owner)
        .orElseThrow(() -> new IllegalStateException("the owner of a cart is gone"));
  }

  /** Its lines, oldest first. */
  static List<Stored> lines(Handle handle, long cartId) {
    return handle
        .createQuery(
            """
            SELECT variant_id, quantity, price_seen FROM cart_line
            WHERE cart_id = :cart ORDER BY added_at, variant_id
            """)
        .bind("cart", cartId)
        .map((row, _) ->
            new Stored(
                row.getLong("variant_id"), row.getInt("quantity"), row.getLong("price_seen")))
        .list();
  }

  static void put(
      Handle handle, long cartId, long variantId, int quantity, long priceSeen, Instant now) {
    handle.execute(
        """
        INSERT INTO cart_line (cart_id, variant_id, quantity, price_seen, added_at)
        VALUES (?, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), price_seen = VALUES(price_seen)
        """,
        cartId,
        variantId,
        quantity,
        priceSeen,
        now);
    handle.execute("UPDATE cart SET updated_at = ? WHERE id = ?", now, cartId);
  }

  static void setPriceSeen(Handle handle, long cartId, long variantId, long priceSeen) {
    handle.execute(
        "UPDATE cart_line SET price_seen = ? WHERE cart_id = ? AND variant_id = ?",
        priceSeen,
        cartId,
        variantId);
  }

  static void remove(Handle handle, long cartId, Collection<Long> variantIds) {
    if (!variantIds.isEmpty()) {
      handle
          .createUpdate("DELETE FROM cart_line WHERE cart_id = :cart AND variant_id IN (<ids>)")
          .bind("cart", cartId)
          .bindList("ids", List.copyOf(variantIds))
          .execute();
    }
  }

  static void delete(Handle handle, long cartId) {
    handle.execute("DELETE FROM cart WHERE id = ?", cartId);
  }

  /** How many pieces are in it. */
  static int count(Handle handle, CartOwner owner) {
    return find(handle, owner)
        .map(id ->
            handle
                .createQuery("SELECT COALESCE(SUM(quantity), 0) FROM cart_line WHERE cart_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one())
        .orElse(0);
  }
}
