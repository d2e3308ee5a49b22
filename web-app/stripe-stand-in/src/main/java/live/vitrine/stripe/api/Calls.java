package live.vitrine.stripe.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.vitrine.stripe.checkout.ApiError;
import live.vitrine.stripe.checkout.Checkouts;
import live.vitrine.stripe.checkout.Expand;
import live.vitrine.stripe.checkout.Payment;
import live.vitrine.stripe.checkout.PaymentJson;
import live.vitrine.stripe.checkout.Refund;
import live.vitrine.stripe.checkout.Refunds;
import live.vitrine.stripe.checkout.Session;
import live.vitrine.stripe.checkout.SessionJson;
import live.vitrine.stripe.checkout.SessionRequest;
import live.vitrine.stripe.event.Deliveries;
import live.vitrine.stripe.event.Event;
import live.vitrine.stripe.event.EventLog;
import live.vitrine.stripe.event.Origin;
import org.jspecify.annotations.Nullable;

/** What each call does, once it may. */
final class Calls {
  private static final Set<String> SESSION =
      Set.of("line_items", "payment_intent", "payment_intent.latest_charge");
  private static final Set<String> PAYMENT = Set.of("latest_charge");
  private static final Set<String> REFUND = Set.of("charge", "payment_intent");

  private final Checkouts checkouts;
  private final Refunds refunds;
  private final EventLog events;
  private final Deliveries deliveries;

  Calls(Checkouts checkouts, Refunds refunds, EventLog events, Deliveries deliveries) {
    this.checkouts = checkouts;
    this.refunds = refunds;
    this.events = events;
    this.deliveries = deliveries;
  }

  JsonObject createSession(Params params, Origin origin) {
    SessionRequest request = SessionParams.read(params);
    Expand expand = expand(params, SESSION);
    return SessionJson.of(checkouts.create(request), expand);
  }

  JsonObject session(String id, Params params) {
    Expand expand = expand(params, SESSION);
    return SessionJson.of(checkouts.get(id), expand);
  }

  JsonObject expireSession(String id, Params params, Origin origin) {
    Expand expand = expand(params, SESSION);
    return SessionJson.of(checkouts.expire(id, origin), expand);
  }

  JsonObject sessions(Params params) {
    String payment = params.text("payment_intent");
    String status = params.oneOf("status", "", "complete", "expired", "open");
    Listing listing = Listing.read(params, "/v1/checkout/sessions");
    Expand expand = expandInList(params, SESSION);
    return listing.page(
        checkouts.all(),
        Session::id,
        Session::created,
        session ->
            (payment == null || payment.equals(paymentId(session)))
                && (status.isEmpty() || session.status().name().equalsIgnoreCase(status)),
        session -> SessionJson.of(session, expand));
  }

  private static @Nullable String paymentId(Session session) {
    Payment payment = session.payment();
    return payment == null ? null : payment.id();
  }

  JsonObject payment(String id, Params params) {
    Expand expand = expand(params, PAYMENT);
    return PaymentJson.of(checkouts.payment(id), expand);
  }

  JsonObject createRefund(Params params, Origin origin) {
    String payment = params.text("payment_intent");
    Refund.Request request =
        new Refund.Request(
            payment == null ? "" : payment,
            params.optionalAtLeast("amount", 1),
            params.has("reason")
                ? params.oneOf("reason", "", "duplicate", "fraudulent", "requested_by_customer")
                : null,
            params.metadata("metadata"),
            params.flag("reverse_transfer"),
            params.flag("refund_application_fee"));
    Expand expand = expand(params, REFUND);
    if (payment == null) {
      throw ApiError.parameter(
          "parameter_missing",
          "payment_intent",
          "One of the following params should be provided for this request: payment_intent or"
              + " charge.");
    }
    return PaymentJson.refund(refunds.create(request, origin), expand);
  }

  JsonObject refund(String id, Params params) {
    Expand expand = expand(params, REFUND);
    return PaymentJson.refund(refunds.get(id), expand);
  }

  JsonObject refunds(Params params) {
    Optional<String> payment = Optional.ofNullable(params.text("payment_intent"));
    Listing listing = Listing.read(params, "/v1/refunds");
    Expand expand = expandInList(params, REFUND);
    return listing.page(
        refunds.list(payment),
        Refund::id,
        Refund::created,
        _ -> true,
        refund -> PaymentJson.refund(refund, expand));
  }

  JsonObject events(Params params) {
    Set<String> types = new HashSet<>(params.list("types"));
    String type = params.text("type");
    if (type != null) {
      types.add(type);
    }
    Listing listing = Listing.read(params, "/v1/events");
    params.refuseUnknown();
    return listing.page(
        events.all(),
        Event::id,
        Event::created,
        event -> types.isEmpty() || types.stream().anyMatch(wanted -> matches(event, wanted)),
        event -> event.json(deliveries.pending(event)));
  }

  /** A type, or a group of types such as {@code checkout.session.*}. */
  private static boolean matches(Event event, String wanted) {
    return wanted.endsWith("*")
        ? event.type().startsWith(wanted.substring(0, wanted.length() - 1))
        : event.type().equals(wanted);
  }

  JsonObject event(String id, Params params) {
    params.refuseUnknown();
    Event event = events.find(id).orElseThrow(() -> ApiError.missing("event", id, "id"));
    return event.json(deliveries.pending(event));
  }

  JsonObject balance(Params params) {
    expand(params, Set.of());
    JsonArray nothing =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("amount", 0)
                    .put("currency", "eur")
                    .put("source_types", new JsonObject().put("card", 0)));
    return new JsonObject()
        .put("object", "balance")
        .put("available", nothing)
        .put("livemode", false)
        .put("pending", nothing.copy());
  }

  JsonObject account(Params params) {
    expand(params, Set.of());
    return new JsonObject()
        .put("id", "acct_1VitrineStandIn")
        .put("object", "account")
        .put("business_profile", new JsonObject().put("name", "Stripe stand-in"))
        .put("charges_enabled", true)
        .put("country", "DE")
        .put("default_currency", "eur")
        .put("details_submitted", true)
        .putNull("email")
        .put("metadata", new JsonObject())
        .put("payouts_enabled", true)
        .put("type", "standard");
  }

  /** Also refuses whatever is still unread: to be called last, before anything is done. */
  private static Expand expand(Params params, Set<String> possible) {
    List<String> paths = params.list("expand");
    params.refuseUnknown();
    for (String path : paths) {
      if (!possible.contains(path)) {
        throw ApiError.parameter(
            null, "expand", "This property cannot be expanded (" + path + ").");
      }
    }
    return Expand.of(paths);
  }

  private static Expand expandInList(Params params, Set<String> possible) {
    Set<String> inList = new HashSet<>();
    possible.forEach(path -> inList.add("data." + path));
    return expand(params, inList).under("data");
  }
}
