package live.vitrine.stripe.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.function.Supplier;
import live.vitrine.stripe.api.ApiRoutes;
import live.vitrine.stripe.checkout.ApiError;
import live.vitrine.stripe.checkout.Checkouts;
import live.vitrine.stripe.checkout.Expand;
import live.vitrine.stripe.checkout.PayOutcome;
import live.vitrine.stripe.checkout.Payer;
import live.vitrine.stripe.checkout.PaymentJson;
import live.vitrine.stripe.checkout.Refunds;
import live.vitrine.stripe.checkout.Session;
import live.vitrine.stripe.checkout.SessionJson;
import live.vitrine.stripe.checkout.TestCard;
import live.vitrine.stripe.event.Deliveries;
import live.vitrine.stripe.event.Delivery;
import live.vitrine.stripe.event.EventLog;
import live.vitrine.stripe.fault.Faults;
import org.jspecify.annotations.Nullable;

/** {@code /control/…}, JSON in and out, for whoever has the control token. */
public final class ControlRoutes {
  private final Checkouts checkouts;
  private final Refunds refunds;
  private final EventLog events;
  private final Deliveries deliveries;
  private final Faults faults;
  private final ApiRoutes api;
  private final byte @Nullable [] authorization;

  public ControlRoutes(
      Checkouts checkouts,
      Refunds refunds,
      EventLog events,
      Deliveries deliveries,
      Faults faults,
      ApiRoutes api,
      @Nullable String token) {
    this.checkouts = checkouts;
    this.refunds = refunds;
    this.events = events;
    this.deliveries = deliveries;
    this.faults = faults;
    this.api = api;
    this.authorization =
        token == null ? null : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  private interface Action {
    JsonObject run(String id, Fields fields);
  }

  public void addTo(Router router) {
    router.route("/control/*").handler(this::authorize);
    router.route("/control/*").handler(BodyHandler.create(false).setBodyLimit(1 << 16));
    get(router, "/control/counters", this::counters);
    get(router, "/control/sessions", this::sessions);
    get(router, "/control/deliveries", this::deliveries);
    get(router, "/control/faults", this::faults);
    post(router, "/control/faults/calls", this::setCallFault);
    post(router, "/control/faults/deliveries", this::setDeliveryFault);
    post(router, "/control/reset", this::reset);
    post(router, "/control/webhooks", this::setWebhooks);
    post(router, "/control/sessions/:id/pay", this::pay);
    post(router, "/control/sessions/:id/authenticate", this::authenticate);
    post(router, "/control/sessions/:id/settle", this::settle);
    post(router, "/control/refunds/:id/settle", this::settleRefund);
    post(router, "/control/events/:id/resend", this::resend);
    router
        .route("/control/*")
        .handler(context -> answer(context, 404, problem("There is no such control path")));
  }

  private void authorize(RoutingContext context) {
    String given = context.request().getHeader("Authorization");
    byte[] wanted = authorization;
    if (wanted != null
        && given != null
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted)) {
      context.next();
    } else {
      answer(context, 403, problem("Give the control token: Authorization: Bearer …"));
    }
  }

  private static void get(Router router, String path, Supplier<JsonObject> view) {
    router.get(path).handler(context -> answer(context, 200, view.get()));
  }

  private static void post(Router router, String path, Action action) {
    router
        .post(path)
        .handler(context -> {
          try {
            Fields fields = Fields.of(context.body().buffer());
            String id = context.pathParams().getOrDefault("id", "");
            answer(context, 200, action.run(id, fields));
          } catch (ApiError e) {
            answer(context, e.status(), e.json());
          } catch (IllegalArgumentException e) {
            answer(context, 400, problem(String.valueOf(e.getMessage())));
          }
        });
  }

  private static JsonObject problem(String message) {
    return new JsonObject().put("error", new JsonObject().put("message", message));
  }

  private static void answer(RoutingContext context, int status, JsonObject json) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(json.encode());
  }

  /** Totals since the start, and how many sessions of each status are kept. */
  public JsonObject counters() {
    JsonObject sessions = new JsonObject();
    for (Session.Status status : Session.Status.values()) {
      long count = checkouts.all().stream().filter(session -> session.status() == status).count();
      sessions.put(status.name().toLowerCase(Locale.ROOT), count);
    }
    long paid = checkouts.all().stream().filter(Session::paid).count();
    return new JsonObject()
        .put("calls", api.count())
        .put("events", events.count())
        .put("deliveries", deliveries.counts().json())
        .put("sessions", sessions.put("paid", paid));
  }

  private JsonObject sessions() {
    JsonArray all = new JsonArray();
    checkouts.all().forEach(session -> all.add(SessionJson.of(session, Expand.NOTHING)));
    return new JsonObject().put("sessions", all);
  }

  private JsonObject deliveries() {
    JsonArray all = new JsonArray();
    for (Delivery.Report report : deliveries.reports()) {
      all.add(
          new JsonObject()
              .put("event", report.eventId())
              .put("type", report.type())
              .put("url", report.url().toString())
              .put("state", report.state().name().toLowerCase(Locale.ROOT))
              .put("outcomes", new JsonArray(report.outcomes())));
    }
    return new JsonObject().put("deliveries", all);
  }

  private JsonObject faults() {
    return new JsonObject().put("faults", new JsonArray(faults.describe()));
  }

  private JsonObject setCallFault(String id, Fields fields) {
    FaultFields.setCall(fields, faults);
    return faults();
  }

  private JsonObject setDeliveryFault(String id, Fields fields) {
    FaultFields.setDelivery(fields, faults);
    return faults();
  }

  /** Faults always; with {@code "state": true} also everything that is kept. */
  private JsonObject reset(String id, Fields fields) {
    boolean state = fields.flag("state", false);
    fields.refuseUnknown();
    faults.reset();
    if (state) {
      checkouts.clear();
      events.clear();
      deliveries.clear();
      api.clear();
    }
    return counters();
  }

  private JsonObject setWebhooks(String id, Fields fields) {
    var urls = fields.texts("urls").stream().map(URI::create).toList();
    fields.refuseUnknown();
    deliveries.setUrls(urls);
    return new JsonObject().put("urls", new JsonArray(urls.stream().map(URI::toString).toList()));
  }

  private JsonObject pay(String id, Fields fields) {
    String card = fields.text("card");
    Payer payer = new Payer(fields.text("email"), fields.text("name"));
    fields.refuseUnknown();
    return outcome(checkouts.pay(id, TestCard.find(card == null ? "pm_card_visa" : card), payer));
  }

  private JsonObject authenticate(String id, Fields fields) {
    boolean completed = fields.flag("completed", true);
    fields.refuseUnknown();
    return outcome(checkouts.authenticate(id, completed));
  }

  private static JsonObject outcome(PayOutcome outcome) {
    JsonObject json = new JsonObject();
    return switch (outcome) {
      case PayOutcome.Paid _ -> json.put("outcome", "paid");
      case PayOutcome.Delayed _ -> json.put("outcome", "delayed");
      case PayOutcome.NeedsAuthentication _ -> json.put("outcome", "needs_authentication");
      case PayOutcome.Expired _ -> json.put("outcome", "expired");
      case PayOutcome.Declined(var decline) ->
          json.put("outcome", "declined")
              .put("code", decline.code())
              .put("message", decline.message());
    };
  }

  private JsonObject settle(String id, Fields fields) {
    boolean succeeded = fields.flag("succeeded", true);
    fields.refuseUnknown();
    return SessionJson.of(checkouts.settle(id, succeeded), Expand.NOTHING);
  }

  private JsonObject settleRefund(String id, Fields fields) {
    boolean succeeded = fields.flag("succeeded", true);
    fields.refuseUnknown();
    return PaymentJson.refund(refunds.settle(id, succeeded), Expand.NOTHING);
  }

  private JsonObject resend(String id, Fields fields) {
    fields.refuseUnknown();
    deliveries.resend(events.find(id).orElseThrow(() -> ApiError.missing("event", id, "id")));
    return new JsonObject().put("resent", id);
  }
}
