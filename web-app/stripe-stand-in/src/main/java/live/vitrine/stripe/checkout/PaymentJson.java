package live.vitrine.stripe.checkout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Payments, charges and refunds as Stripe writes them. */
public final class PaymentJson {
  private PaymentJson() {}

  public static JsonObject of(Payment payment, Expand expand) {
    SessionRequest.PaymentRequest request = payment.session().request().payment();
    boolean succeeded = payment.status() == Payment.Status.SUCCEEDED;
    Object charge =
        payment.chargeId() == null
            ? null
            : expand.wants("latest_charge") ? charge(payment) : payment.chargeId();
    return new JsonObject()
        .put("id", payment.id())
        .put("object", "payment_intent")
        .put("amount", payment.amount())
        .put("amount_capturable", 0)
        .put("amount_received", succeeded ? payment.amount() : 0)
        .put("application_fee_amount", request.applicationFee())
        .putNull("automatic_payment_methods")
        .putNull("canceled_at")
        .putNull("cancellation_reason")
        .put("capture_method", "automatic_async")
        .put("client_secret", payment.id() + "_secret_standin")
        .put("confirmation_method", "automatic")
        .put("created", payment.created().getEpochSecond())
        .put("currency", payment.currency())
        .putNull("customer")
        .put("description", request.description())
        .put("last_payment_error", lastError(payment))
        .put("latest_charge", charge)
        .put("livemode", false)
        .put("metadata", SessionJson.map(request.metadata()))
        .putNull("next_action")
        .putNull("on_behalf_of")
        .putNull("payment_method")
        .put("payment_method_types", new JsonArray().add("card"))
        .putNull("processing")
        .put("receipt_email", payment.session().request().customerEmail())
        .putNull("shipping")
        .put("status", payment.status().name().toLowerCase(Locale.ROOT))
        .put("transfer_data", transfer(request))
        .putNull("transfer_group");
  }

  private static @Nullable JsonObject lastError(Payment payment) {
    Decline decline = payment.decline;
    if (decline == null) {
      return null;
    }
    JsonObject json = new JsonObject().put("code", decline.code());
    if (decline.declineCode() != null) {
      json.put("decline_code", decline.declineCode());
    }
    return json.put("message", decline.message()).put("type", "card_error");
  }

  private static @Nullable JsonObject transfer(SessionRequest.PaymentRequest request) {
    String destination = request.transferDestination();
    return destination == null ? null : new JsonObject().put("destination", destination);
  }

  static JsonObject charge(Payment payment) {
    SessionRequest.PaymentRequest request = payment.session().request().payment();
    boolean succeeded = payment.status() == Payment.Status.SUCCEEDED;
    long at = (payment.chargedAt == null ? payment.created() : payment.chargedAt).getEpochSecond();
    return new JsonObject()
        .put("id", payment.chargeId())
        .put("object", "charge")
        .put("amount", payment.amount())
        .put("amount_captured", succeeded ? payment.amount() : 0)
        .put("amount_refunded", payment.refunded())
        .put("application_fee_amount", request.applicationFee())
        .put("captured", succeeded)
        .put("created", at)
        .put("currency", payment.currency())
        .putNull("customer")
        .put("description", request.description())
        .put("disputed", false)
        .putNull("failure_code")
        .putNull("failure_message")
        .put("livemode", false)
        .put("metadata", SessionJson.map(request.metadata()))
        .put("paid", succeeded)
        .put("payment_intent", payment.id())
        .put("payment_method_details", method(payment))
        .putNull("receipt_url")
        .put("refunded", payment.refunded() == payment.amount())
        .put("status", succeeded ? "succeeded" : "pending")
        .put("transfer_data", transfer(request));
  }

  private static JsonObject method(Payment payment) {
    TestCard card = payment.card();
    if (card == null || card == TestCard.DELAYED) {
      return new JsonObject()
          .put("sepa_debit", new JsonObject().put("last4", TestCard.DELAYED.lastFour()))
          .put("type", "sepa_debit");
    }
    return new JsonObject()
        .put("card", new JsonObject().put("brand", card.brand()).put("last4", card.lastFour()))
        .put("type", "card");
  }

  public static JsonObject refund(Refund refund, Expand expand) {
    Payment payment = refund.payment();
    JsonObject json =
        new JsonObject()
            .put("id", refund.id())
            .put("object", "refund")
            .put("amount", refund.amount())
            .putNull("balance_transaction")
            .put("charge", expand.wants("charge") ? charge(payment) : payment.chargeId())
            .put("created", refund.created().getEpochSecond())
            .put("currency", payment.currency());
    if (refund.failed()) {
      json.put("failure_reason", "expired_or_canceled_card");
    }
    return json.put("metadata", SessionJson.map(refund.request().metadata()))
        .put(
            "payment_intent",
            expand.wants("payment_intent")
                ? of(payment, expand.under("payment_intent"))
                : payment.id())
        .put("reason", refund.request().reason())
        .putNull("receipt_number")
        .putNull("source_transfer_reversal")
        .put("status", refund.status().name().toLowerCase(Locale.ROOT))
        .put("transfer_reversal", refund.transferReversal());
  }
}
