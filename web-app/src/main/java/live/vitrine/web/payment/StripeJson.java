package live.vitrine.web.payment;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Reads Stripe's objects as far as we need them, from events and from answers alike. */
final class StripeJson {
  private StripeJson() {}

  /**
   * Reads a Checkout Session.
   *
   * @throws RuntimeException it is none
   */
  static CheckoutSession session(JsonObject json) {
    JsonObject metadata = json.getJsonObject("metadata", new JsonObject());
    String attempt = metadata == null ? "" : metadata.getString("attempt", "");
    String reference = json.getString("client_reference_id");
    return new CheckoutSession(
        json.getString("id"),
        status(json.getString("status")),
        !"unpaid".equals(json.getString("payment_status")),
        StripeAmount.toMoney(json.getLong("amount_total"), json.getString("currency")),
        reference == null ? "" : reference,
        attempt.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(attempt) : 0,
        Optional.ofNullable(json.getString("url")),
        id(json, "payment_intent"));
  }

  private static CheckoutSession.Status status(String status) {
    return switch (status) {
      case "open" -> CheckoutSession.Status.OPEN;
      case "complete" -> CheckoutSession.Status.COMPLETE;
      case "expired" -> CheckoutSession.Status.EXPIRED;
      default -> throw new IllegalArgumentException("session status " + status);
    };
  }

  /**
   * Reads a refund.
   *
   * @throws RuntimeException it is none
   */
  static StripeRefund refund(JsonObject json) {
    JsonObject metadata = json.getJsonObject("metadata", new JsonObject());
    return new StripeRefund(
        json.getString("id"),
        id(json, "payment_intent").orElse(""),
        StripeAmount.toMoney(json.getLong("amount"), json.getString("currency")),
        refundState(json.getString("status")),
        Optional.ofNullable(metadata == null ? null : metadata.getString("refund")),
        Optional.ofNullable(json.getString("failure_reason")));
  }

  private static Refund.State refundState(String status) {
    return switch (status) {
      case "succeeded" -> Refund.State.SUCCEEDED;
      case "failed", "canceled" -> Refund.State.FAILED;
      default -> Refund.State.PENDING;
    };
  }

  /** The id in a field that may have been expanded to the whole object. */
  static Optional<String> id(JsonObject json, String field) {
    return Optional.ofNullable(
        json.getValue(field) instanceof JsonObject object
            ? object.getString("id")
            : json.getString(field));
  }
}
