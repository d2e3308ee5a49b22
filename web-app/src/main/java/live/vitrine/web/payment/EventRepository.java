package live.vitrine.web.payment;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The table {@code payment_event}. */
final class EventRepository {
  private EventRepository() {}

  /** Notes an event in the transaction of its effect; whether it is new. */
  static boolean insert(Handle handle, StripeEvent event, Instant now) {
    try {
      handle.execute(
          """
          INSERT INTO payment_event (id, type, outcome, happened_at, received_at)
          VALUES (?, ?, 'received', ?, ?)
          """,
          event.id(),
          event.type(),
          event.created(),
          now);
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (Database.isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  static void outcome(Handle handle, StripeEvent event, long orderId, String outcome) {
    handle.execute(
        "UPDATE payment_event SET order_id = ?, outcome = ? WHERE id = ?",
        orderId,
        outcome,
        event.id());
  }

  static boolean isKnown(Handle handle, String id) {
    return handle
        .select("SELECT 1 FROM payment_event WHERE id = ?", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** When the newest event that was taken in happened. */
  static Optional<Instant> latest(Handle handle) {
    return handle
        .select("SELECT happened_at FROM payment_event ORDER BY received_at DESC LIMIT 1")
        .mapTo(Instant.class)
        .findOne();
  }
}
