package live.vitrine.stripe.checkout;

import java.time.Instant;
import live.vitrine.stripe.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** A Checkout Session. Changed by {@link Checkouts} only. */
public final class Session {
  /** {@code OPEN} may become either of the others, and they stay. */
  public enum Status {
    OPEN,
    COMPLETE,
    EXPIRED
  }

  private final String id;
  private final String url;
  private final Instant created;
  private final Instant expiresAt;
  private final SessionRequest request;

  Status status = Status.OPEN;
  @Nullable Payment payment;
  @Nullable String payerEmail;
  @Nullable String payerName;
  Schedule.@Nullable Task expiry;

  Session(String id, String url, Instant created, Instant expiresAt, SessionRequest request) {
    this.id = id;
    this.url = url;
    this.created = created;
    this.expiresAt = expiresAt;
    this.request = request;
  }

  public String id() {
    return id;
  }

  /** Where its payment page is. */
  public String url() {
    return url;
  }

  public Instant created() {
    return created;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public SessionRequest request() {
    return request;
  }

  public Status status() {
    return status;
  }

  /** Null until somebody tried to pay. */
  public @Nullable Payment payment() {
    return payment;
  }

  /** Whether the money has arrived, which a complete session does not promise. */
  public boolean paid() {
    return payment != null && payment.status() == Payment.Status.SUCCEEDED;
  }

  public String successUrl() {
    return request.successUrl().replace("{CHECKOUT_SESSION_ID}", id);
  }
}
