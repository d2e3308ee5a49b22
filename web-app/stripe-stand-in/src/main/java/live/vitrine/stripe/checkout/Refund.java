package live.vitrine.stripe.checkout;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refund of a payment, whole or in part. Changed by {@link Refunds} only. */
public final class Refund {
  /** Stripe's words in lower case. */
  public enum Status {
    PENDING,
    SUCCEEDED,
    FAILED
  }

  /** What a shop asks for. Without an amount: all that is left. */
  public record Request(
      String paymentId,
      @Nullable Long amount,
      @Nullable String reason,
      Map<String, String> metadata,
      boolean reverseTransfer,
      boolean refundApplicationFee) {
    public Request {
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
  }

  private final String id;
  private final Payment payment;
  private final Instant created;
  private final long amount;
  private final Request request;
  private final @Nullable String transferReversal;
  Status status;

  Refund(String id, Payment payment, Instant created, long amount, Request request, Status status) {
    this.id = id;
    this.payment = payment;
    this.created = created;
    this.amount = amount;
    this.request = request;
    this.transferReversal = request.reverseTransfer() ? Ids.next("trr_1") : null;
    this.status = status;
  }

  public String id() {
    return id;
  }

  public Payment payment() {
    return payment;
  }

  public Instant created() {
    return created;
  }

  public long amount() {
    return amount;
  }

  public Request request() {
    return request;
  }

  public Status status() {
    return status;
  }

  boolean failed() {
    return status == Status.FAILED;
  }

  @Nullable String transferReversal() {
    return transferReversal;
  }
}
