package live.vitrine.web.payment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * Money on its way back to a shopper.
 *
 * @param reason {@code requested}, {@code paid-late}, {@code paid-twice} or {@code at-stripe}, for
 *     one that was made in Stripe's dashboard
 * @param payment Stripe's payment intent
 * @param actorId the account that asked for it, if one did
 */
public record Refund(
    long id,
    long orderId,
    Money amount,
    String reason,
    String note,
    String payment,
    String idempotencyKey,
    State state,
    Optional<String> stripeId,
    Optional<String> error,
    Optional<Long> actorId,
    Instant createdAt,
    Instant updatedAt) {

  /** Where a refund stands. */
  public enum State {
    /** Stripe has not been asked yet. */
    CREATED,
    /** Stripe was asked, and its answer did not come: it is asked again, with the same key. */
    UNKNOWN,
    /** Stripe has taken it on. */
    PENDING,
    SUCCEEDED,
    /** The money was not sent back. */
    FAILED;

    /** As the database has it. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }
}
