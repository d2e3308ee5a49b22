package live.vitrine.web.payment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One try to have an order paid: one Checkout Session.
 *
 * @param number 1 for an order's first
 * @param idempotencyKey stored before the call, and used again until its outcome is known
 * @param url of the payment page
 */
public record PaymentAttempt(
    long id,
    long orderId,
    int number,
    String idempotencyKey,
    State state,
    Optional<String> sessionId,
    Optional<String> url,
    Instant createdAt,
    Instant updatedAt) {

  /** Where an attempt stands. */
  public enum State {
    /** Stripe is being asked for it, or was not asked because we were stopped. */
    CREATED,
    /** Stripe was asked, and its answer did not come. */
    UNKNOWN,
    /** There is a page to pay at. */
    OPEN,
    /** Stripe refused: there is no page and there will be none under this key. */
    FAILED,
    /** The shopper has paid, or their bank is at it. */
    COMPLETE,
    /** Nobody can pay there any more. */
    EXPIRED;

    /** As the database has it. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether money may still come by it without our knowing. */
  public boolean isLive() {
    return switch (state) {
      case CREATED, UNKNOWN, OPEN -> true;
      case FAILED, COMPLETE, EXPIRED -> false;
    };
  }
}
