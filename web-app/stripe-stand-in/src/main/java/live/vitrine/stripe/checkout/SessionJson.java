package live.vitrine.stripe.checkout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions as Stripe writes them. */
public final class SessionJson {
  private SessionJson() {}

  public static JsonObject of(Session session, Expand expand) {
    SessionRequest request = session.request();
    JsonObject json =
        new JsonObject()
            .put("id", session.id())
            .put("object", "checkout.session")
            .put("adaptive_pricing", new JsonObject().put("enabled", false))
            .putNull("after_expiration")
            .putNull("allow_promotion_codes")
            .put("amount_subtotal", request.subtotal())
            .put("amount_total", request.total())
            .put(
                "automatic_tax",
                new JsonObject().put("enabled", false).putNull("liability").putNull("status"))
            .putNull("billing_address_collection")
            .put("cancel_url", request.cancelUrl())
            .put("client_reference_id", request.clientReferenceId())
            .putNull("client_secret")
            .putNull("collected_information")
            .putNull("consent")
            .putNull("consent_collection")
            .put("created", session.created().getEpochSecond())
            .put("currency", request.currency())
            .put("custom_fields", new JsonArray())
            .put("custom_text", new JsonObject())
            .putNull("customer")
            .put("customer_creation", "if_required")
            .put("customer_details", customer(session))
            .put("customer_email", request.customerEmail())
            .put("discounts", new JsonArray())
            .put("expires_at", session.expiresAt().getEpochSecond())
            .putNull("invoice")
            .put("livemode", false)
            .put("locale", request.locale())
            .put("metadata", map(request.metadata()))
            .put("mode", "payment");
    return money(session, json, expand);
  }

  private static JsonObject money(Session session, JsonObject json, Expand expand) {
    SessionRequest request = session.request();
    if (expand.wants("line_items")) {
      json.put("line_items", lines(session));
    }
    Payment payment = session.payment();
    json.put(
            "payment_intent",
            payment == null
                ? null
                : expand.wants("payment_intent")
                    ? PaymentJson.of(payment, expand.under("payment_intent"))
                    : payment.id())
        .putNull("payment_link")
        .put("payment_method_collection", "always")
        .put("payment_method_options", new JsonObject())
        .put("payment_method_types", new JsonArray().add("card"))
        .put("payment_status", session.paid() ? "paid" : "unpaid")
        .put("phone_number_collection", new JsonObject().put("enabled", false))
        .putNull("recovered_from")
        .putNull("saved_payment_method_options")
        .putNull("setup_intent")
        .putNull("shipping_address_collection")
        .put("shipping_cost", shippingCost(request))
        .put("shipping_options", shippingOptions(request))
        .put("status", session.status().name().toLowerCase(Locale.ROOT))
        .putNull("submit_type")
        .putNull("subscription")
        .put("success_url", request.successUrl())
        .put(
            "total_details",
            new JsonObject()
                .put("amount_discount", 0)
                .put("amount_shipping", request.shippingAmount())
                .put("amount_tax", 0))
        .put("ui_mode", "hosted_page")
        .put("url", session.status() == Session.Status.OPEN ? session.url() : null);
    return json;
  }

  private static @Nullable JsonObject customer(Session session) {
    String email =
        session.payerEmail == null ? session.request().customerEmail() : session.payerEmail;
    if (email == null && session.payerName == null) {
      return null;
    }
    return new JsonObject()
        .putNull("address")
        .put("email", email)
        .put("name", session.payerName)
        .putNull("phone")
        .put("tax_exempt", "none")
        .put("tax_ids", new JsonArray());
  }

  private static JsonObject lines(Session session) {
    String currency = session.request().currency();
    List<JsonObject> lines =
        session.request().lineItems().stream()
            .map(line -> line(line, currency, session.created().getEpochSecond()))
            .toList();
    return new JsonObject()
        .put("object", "list")
        .put("data", new JsonArray(lines))
        .put("has_more", false)
        .put("url", "/v1/checkout/sessions/" + session.id() + "/line_items");
  }

  private static JsonObject line(LineItem line, String currency, long created) {
    JsonObject price =
        new JsonObject()
            .put("id", line.priceId())
            .put("object", "price")
            .put("active", false)
            .put("billing_scheme", "per_unit")
            .put("created", created)
            .put("currency", currency)
            .put("livemode", false)
            .put("metadata", new JsonObject())
            .put("product", line.productId())
            .put("type", "one_time")
            .put("unit_amount", line.unitAmount())
            .put("unit_amount_decimal", Long.toString(line.unitAmount()));
    return new JsonObject()
        .put("id", line.id())
        .put("object", "item")
        .put("amount_discount", 0)
        .put("amount_subtotal", line.total())
        .put("amount_tax", 0)
        .put("amount_total", line.total())
        .put("currency", currency)
        .put("description", line.name())
        .put("price", price)
        .put("quantity", line.quantity());
  }

  private static @Nullable JsonObject shippingCost(SessionRequest request) {
    Shipping shipping = request.shipping();
    return shipping == null
        ? null
        : new JsonObject()
            .put("amount_subtotal", shipping.amount())
            .put("amount_tax", 0)
            .put("amount_total", shipping.amount())
            .put("shipping_rate", shipping.rateId());
  }

  private static JsonArray shippingOptions(SessionRequest request) {
    Shipping shipping = request.shipping();
    return shipping == null
        ? new JsonArray()
        : new JsonArray()
            .add(
                new JsonObject()
                    .put("shipping_amount", shipping.amount())
                    .put("shipping_rate", shipping.rateId()));
  }

  static JsonObject map(Map<String, String> values) {
    JsonObject json = new JsonObject();
    values.forEach(json::put);
    return json;
  }
}
