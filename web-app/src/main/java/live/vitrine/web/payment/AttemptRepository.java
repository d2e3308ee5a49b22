package live.vitrine.web.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.order.Order;
import org.jdbi.v3.core.Handle;

/** The table {@code payment_attempt}. Changed under the lock of the order's row. */
final class AttemptRepository {
  private static final int ERROR_LENGTH = 500;

  private AttemptRepository() {}

  static PaymentAttempt insert(Handle handle, Order order, int number, Instant now) {
    String key = order.code() + "-" + number;
    handle.execute(
        """
        INSERT INTO payment_attempt
          (order_id, attempt, idempotency_key, state, created_at, updated_at)
        VALUES (?, ?, ?, 'created', ?, ?)
        """,
        order.id(),
        number,
        key,
        now,
        now);
    return ofOrder(handle, order.id()).getLast();
  }

  /** The attempts of an order, first to last. */
  static List<PaymentAttempt> ofOrder(Handle handle, long orderId) {
    return handle
        .select("SELECT * FROM payment_attempt WHERE order_id = ? ORDER BY attempt", orderId)
        .map((row, _) -> attempt(row))
        .list();
  }

  static Optional<PaymentAttempt> find(Handle handle, long id) {
    return handle
        .select("SELECT * FROM payment_attempt WHERE id = ?", id)
        .map((row, _) -> attempt(row))
        .findOne();
  }

  /**
   * Attempts that may still bring money and were not looked at since {@code before}; looks at them,
   * so that another process takes others.
   */
  static List<PaymentAttempt> claimLive(Handle handle, Instant before, int most, Instant now) {
    List<PaymentAttempt> found =
        handle
            .select(
                """
                SELECT * FROM payment_attempt
                WHERE state IN ('created', 'unknown', 'open') AND updated_at <= ?
                ORDER BY updated_at LIMIT ? FOR UPDATE SKIP LOCKED
                """,
                before,
                most)
            .map((row, _) -> attempt(row))
            .list();
    found.forEach(attempt -> touch(handle, attempt.id(), now));
    return found;
  }

  static void touch(Handle handle, long id, Instant now) {
    handle.execute("UPDATE payment_attempt SET updated_at = ? WHERE id = ?", now, id);
  }

  static void open(Handle handle, long id, String sessionId, Optional<String> url, Instant now) {
    handle.execute(
        """
        UPDATE payment_attempt SET state = 'open', session_id = ?, url = ?, error = NULL,
          updated_at = ? WHERE id = ? AND state IN ('created', 'unknown')
        """,
        sessionId,
        url.orElse(null),
        now,
        id);
  }

  /** For what did not come to a session: nothing is changed where another thread was luckier. */
  static void unfinished(
      Handle handle, long id, PaymentAttempt.State state, String error, Instant now) {
    handle.execute(
        """
        UPDATE payment_attempt SET state = ?, error = ?, updated_at = ?
        WHERE id = ? AND state IN ('created', 'unknown')
        """,
        state.stored(),
        error.length() > ERROR_LENGTH ? error.substring(0, ERROR_LENGTH) : error,
        now,
        id);
  }

  static void end(
      Handle handle, long id, PaymentAttempt.State state, String sessionId, Instant now) {
    handle.execute(
        "UPDATE payment_attempt SET state = ?, session_id = ?, updated_at = ? WHERE id = ?",
        state.stored(),
        sessionId,
        now,
        id);
  }

  private static PaymentAttempt attempt(ResultSet row) throws SQLException {
    return new PaymentAttempt(
        row.getLong("id"),
        row.getLong("order_id"),
        row.getInt("attempt"),
        row.getString("idempotency_key"),
        PaymentAttempt.State.ofStored(row.getString("state")),
        Optional.ofNullable(row.getString("session_id")),
        Optional.ofNullable(row.getString("url")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
