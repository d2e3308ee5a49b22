package live.vitrine.web.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.Order;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code refund}. */
public final class RefundRepository {
  private static final String SELECT =
      "SELECT r.*, o.currency FROM refund r JOIN shop_order o ON o.id = r.order_id ";
  private static final int TEXT_LENGTH = 500;

  private RefundRepository() {}

  /** The refunds of an order, oldest first. */
  public static List<Refund> ofOrder(Handle handle, long orderId) {
    return find(handle, "WHERE r.order_id = ? ORDER BY r.id", orderId);
  }

  static Optional<Refund> ofKey(Handle handle, String idempotencyKey) {
    return find(handle, "WHERE r.idempotency_key = ?", idempotencyKey).stream().findFirst();
  }

  static Optional<Refund> find(Handle handle, long id) {
    return find(handle, "WHERE r.id = ?", id).stream().findFirst();
  }

  static Optional<Refund> ofStripe(Handle handle, String stripeId) {
    return find(handle, "WHERE r.stripe_refund_id = ?", stripeId).stream().findFirst();
  }

  /** Those that Stripe must be asked for, or about, and that were not just touched. */
  static List<Refund> unfinished(Handle handle, Instant before, int most) {
    return find(
        handle,
        """
        WHERE r.state IN ('created', 'unknown', 'pending') AND r.updated_at <= ?
        ORDER BY r.updated_at LIMIT ?
        """,
        before,
        most);
  }

  private static List<Refund> find(Handle handle, String where, Object... values) {
    return handle.select(SELECT + where, values).map((row, _) -> refund(row)).list();
  }

  private static Refund refund(ResultSet row) throws SQLException {
    return new Refund(
        row.getLong("id"),
        row.getLong("order_id"),
        new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
        row.getString("reason"),
        row.getString("note"),
        row.getString("payment_intent"),
        row.getString("idempotency_key"),
        Refund.State.ofStored(row.getString("state")),
        Optional.ofNullable(row.getString("stripe_refund_id")),
        Optional.ofNullable(row.getString("error")),
        Optional.ofNullable(row.getObject("requested_by", Long.class)),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  static Refund insert(
      Handle handle,
      Order order,
      Money amount,
      String reason,
      String note,
      String payment,
      String idempotencyKey,
      @Nullable Long requestedBy,
      Instant now) {
    handle.execute(
        """
        INSERT INTO refund (order_id, amount, reason, note, payment_intent, idempotency_key, state,
          requested_by, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, 'created', ?, ?, ?)
        """,
        order.id(),
        amount.minor(),
        reason,
        note,
        payment,
        idempotencyKey,
        requestedBy,
        now,
        now);
    return ofKey(handle, idempotencyKey).orElseThrow();
  }

  static void update(
      Handle handle,
      long id,
      Refund.State state,
      @Nullable String stripeId,
      @Nullable String error,
      Instant now) {
    handle.execute(
        """
        UPDATE refund SET state = ?, stripe_refund_id = COALESCE(?, stripe_refund_id), error = ?,
          updated_at = ? WHERE id = ?
        """,
        state.stored(),
        stripeId,
        error == null || error.length() <= TEXT_LENGTH ? error : error.substring(0, TEXT_LENGTH),
        now,
        id);
  }

  static void touch(Handle handle, long id, Instant now) {
    handle.execute("UPDATE refund SET updated_at = ? WHERE id = ?", now, id);
  }

  /** Counts succeeded refunds of the order's own payment. */
  static void sumUp(Handle handle, long orderId) {
    handle.execute(
        """
        UPDATE shop_order o SET refunded = LEAST(o.total, (
            SELECT COALESCE(SUM(r.amount), 0) FROM refund r
            WHERE r.order_id = o.id AND r.state = 'succeeded'
              AND r.payment_intent = o.payment_intent))
        WHERE o.id = ? AND o.payment_intent IS NOT NULL
        """,
        orderId);
  }

  /** What refunds of a payment have taken or may still take, in minor units. */
  static long taken(Handle handle, long orderId, String payment) {
    return handle
        .select(
            """
            SELECT COALESCE(SUM(amount), 0) FROM refund
            WHERE order_id = ? AND payment_intent = ? AND state <> 'failed'
            """,
            orderId,
            payment)
        .mapTo(Long.class)
        .one();
  }
}
