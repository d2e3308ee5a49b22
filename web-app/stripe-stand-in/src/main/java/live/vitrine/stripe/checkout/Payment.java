package live.vitrine.stripe.checkout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PaymentIntent with its latest charge. Changed by {@link Checkouts} and {@link Refunds} only.
 */
public final class Payment {
  /** Stripe's words in lower case. */
  public enum Status {
    REQUIRES_PAYMENT_METHOD,
    REQUIRES_ACTION,
    PROCESSING,
    SUCCEEDED,
    CANCELED
  }

  private final String id;
  private final Session session;
  private final Instant created;
  private final List<Refund> refunds = new ArrayList<>();

  Status status = Status.REQUIRES_PAYMENT_METHOD;
  @Nullable TestCard card;
  @Nullable String chargeId;
  @Nullable Instant chargedAt;
  @Nullable Decline decline;

  Payment(String id, Session session, Instant created) {
    this.id = id;
    this.session = session;
    this.created = created;
  }

  public String id() {
    return id;
  }

  public Session session() {
    return session;
  }

  public Instant created() {
    return created;
  }

  public Status status() {
    return status;
  }

  public @Nullable TestCard card() {
    return card;
  }

  public @Nullable String chargeId() {
    return chargeId;
  }

  public long amount() {
    return session.request().total();
  }

  public String currency() {
    return session.request().currency();
  }

  /** Of refunds that did not fail. */
  public long refunded() {
    return refunds.stream().filter(refund -> !refund.failed()).mapToLong(Refund::amount).sum();
  }

  List<Refund> refunds() {
    return refunds;
  }
}
