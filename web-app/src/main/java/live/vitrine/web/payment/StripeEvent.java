package live.vitrine.web.payment;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event of Stripe.
 *
 * @param object what it is about, as it was then
 */
record StripeEvent(String id, String type, Instant created, JsonObject object) {
  /** What we ask for when we ask what we missed. */
  static final List<String> TYPES =
      List.of(
          "checkout.session.completed",
          "checkout.session.async_payment_succeeded",
          "checkout.session.async_payment_failed",
          "checkout.session.expired",
          "charge.refunded",
          "charge.refund.updated",
          "refund.created",
          "refund.updated",
          "refund.failed");

  private static final int ID_LENGTH = 128;
  private static final int TYPE_LENGTH = 64;

  /**
   * Reads a webhook's body; empty where it is no event of ours: those of connected accounts are
   * their owners'.
   */
  static Optional<StripeEvent> parse(String body) {
    try {
      JsonObject json = new JsonObject(body);
      String id = json.getString("id", "");
      String type = json.getString("type", "");
      JsonObject object = json.getJsonObject("data", new JsonObject()).getJsonObject("object");
      if (json.containsKey("account")
          || id.isEmpty()
          || id.length() > ID_LENGTH
          || type.isEmpty()
          || object == null) {
        return Optional.empty();
      }
      return Optional.of(
          new StripeEvent(
              id,
              type.length() > TYPE_LENGTH ? type.substring(0, TYPE_LENGTH) : type,
              Instant.ofEpochSecond(json.getLong("created", 0L)),
              object));
    } catch (DecodeException | ClassCastException _) {
      return Optional.empty();
    }
  }

  boolean isAboutSession() {
    return type.startsWith("checkout.session.");
  }

  /** Whether it is about money that goes back. */
  boolean isAboutRefund() {
    return type.startsWith("refund.") || type.startsWith("charge.refund");
  }
}
