package live.vitrine.stripe.api;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import live.vitrine.stripe.checkout.ApiError;
import live.vitrine.stripe.checkout.Checkouts;
import live.vitrine.stripe.checkout.Ids;
import live.vitrine.stripe.checkout.Refunds;
import live.vitrine.stripe.event.Deliveries;
import live.vitrine.stripe.event.Event;
import live.vitrine.stripe.event.EventLog;
import live.vitrine.stripe.event.Origin;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.stripe.fault.CallPlan;
import live.vitrine.stripe.fault.Faults;
import org.jspecify.annotations.Nullable;

/** {@code /v1/…}: who calls, what goes wrong, whether it was asked before; then the call. */
public final class ApiRoutes {
  private static final long LARGEST_BODY = 1 << 20;

  private final Calls calls;
  private final Authentication authentication;
  private final Idempotency idempotency;
  private final Faults faults;
  private long count;

  public ApiRoutes(
      Checkouts checkouts,
      Refunds refunds,
      EventLog events,
      Deliveries deliveries,
      Faults faults,
      Clock clock,
      String secretKey,
      int capacity) {
    this.calls = new Calls(checkouts, refunds, events, deliveries);
    this.authentication = new Authentication(secretKey);
    this.idempotency = new Idempotency(clock, capacity);
    this.faults = faults;
  }

  /** Adds the routes. Everything under {@code /v1/} that is not known answers as Stripe does. */
  public void addTo(Router router) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
    post(
        router,
        body,
        "/v1/checkout/sessions",
        (_, params, origin) -> calls.createSession(params, origin));
    post(
        router,
        body,
        "/v1/checkout/sessions/:id/expire",
        (id, params, origin) -> calls.expireSession(id, params, origin));
    post(router, body, "/v1/refunds", (_, params, origin) -> calls.createRefund(params, origin));
    get(router, "/v1/checkout/sessions", (_, params, _) -> calls.sessions(params));
    get(router, "/v1/checkout/sessions/:id", (id, params, _) -> calls.session(id, params));
    get(router, "/v1/payment_intents/:id", (id, params, _) -> calls.payment(id, params));
    get(router, "/v1/refunds", (_, params, _) -> calls.refunds(params));
    get(router, "/v1/refunds/:id", (id, params, _) -> calls.refund(id, params));
    get(router, "/v1/events", (_, params, _) -> calls.events(params));
    get(router, "/v1/events/:id", (id, params, _) -> calls.event(id, params));
    get(router, "/v1/balance", (_, params, _) -> calls.balance(params));
    get(router, "/v1/account", (_, params, _) -> calls.account(params));
    router
        .route("/v1/*")
        .handler(body)
        .handler(context -> handle(context, (_, _, _) -> unknown(context)));
    router.route("/v1/*").failureHandler(this::failed);
  }

  /** How many calls came, whatever was answered. */
  public long count() {
    return count;
  }

  /** Forgets the idempotency keys. */
  public void clear() {
    idempotency.clear();
  }

  private interface Call {
    JsonObject run(String id, Params params, Origin origin);
  }

  private void post(Router router, BodyHandler body, String path, Call call) {
    router.post(path).handler(body).handler(context -> handle(context, call));
  }

  private void get(Router router, String path, Call call) {
    router.get(path).handler(context -> handle(context, call));
  }

  private void handle(RoutingContext context, Call call) {
    count++;
    HttpServerRequest request = context.request();
    String requestId = Ids.request();
    request
        .response()
        .putHeader("Request-Id", requestId)
        .putHeader("Stripe-Version", Event.API_VERSION);
    CallPlan plan = CallPlan.NORMAL;
    Idempotency.@Nullable Entry begun = null;
    Answer answer;
    try {
      authentication.check(request.getHeader("Authorization"));
      plan = faults.nextCall(context.normalizedPath());
      refuse(plan.ending());
      MultiMap fields =
          request.method().equals(HttpMethod.POST)
              ? request.formAttributes()
              : context.queryParams();
      Params params = Params.of(fields);
      String key =
          request.method().equals(HttpMethod.POST) ? request.getHeader("Idempotency-Key") : null;
      if (key != null) {
        request.response().putHeader("Idempotency-Key", key);
        String fingerprint =
            request.method() + " " + context.normalizedPath() + " " + params.fingerprint();
        Idempotency.Entry entry = idempotency.begin(key, fingerprint, requestId);
        Answer earlier = entry.answer();
        if (earlier != null) {
          request
              .response()
              .putHeader("Idempotent-Replayed", "true")
              .putHeader("Original-Request", entry.requestId());
          send(context, plan, earlier, null);
          return;
        }
        begun = entry;
      }
      if (plan.ending() instanceof CallFault.FailKept(int status)) {
        answer = new Answer(status, failure(status).json().encode(), true);
      } else {
        String id = context.pathParams().getOrDefault("id", "");
        answer = Answer.ok(call.run(id, params, new Origin(requestId, key)));
      }
    } catch (ApiError error) {
      answer = Answer.of(error);
    } catch (RuntimeException e) {
      if (begun != null) {
        idempotency.end(begun, Answer.of(failure(500)));
      }
      throw e;
    }
    send(context, plan, answer, begun);
  }

  /** The faults that come before anything is executed. */
  private static void refuse(@Nullable CallFault fault) {
    if (fault == null) {
      return;
    }
    switch (fault) {
      case CallFault.Fail(int status) -> throw failure(status);
      case CallFault.RateLimit _ -> throw failure(429);
      case CallFault.Delay _, CallFault.FailKept _, CallFault.LoseAnswer _ -> {}
    }
  }

  private static ApiError failure(int status) {
    return status == 429
        ? ApiError.refused(
            429,
            "rate_limit",
            "Request rate limit exceeded. Learn more about rate limits here"
                + " https://stripe.com/docs/rate-limits.")
        : ApiError.refused(
            status, null, "An unknown error occurred: the stand-in was told to fail.");
  }

  private void send(
      RoutingContext context, CallPlan plan, Answer answer, Idempotency.@Nullable Entry begun) {
    Duration delay = plan.delay();
    Runnable end =
        () -> {
          if (begun != null) {
            idempotency.end(begun, answer);
          }
          if (plan.ending() instanceof CallFault.LoseAnswer) {
            lose(context, answer);
          } else {
            write(context.response(), answer);
          }
        };
    if (delay.isPositive()) {
      context.vertx().setTimer(delay.toMillis(), _ -> end.run());
    } else {
      end.run();
    }
  }

  /**
   * Breaks off after the first byte of the body. Were there no answer at all, Java's own HTTP
   * client would quietly send a POST again.
   */
  private static void lose(RoutingContext context, Answer answer) {
    context
        .response()
        .setStatusCode(answer.status())
        .putHeader("Content-Type", "application/json")
        .putHeader("Content-Length", Integer.toString(Buffer.buffer(answer.body()).length()))
        .write(answer.body().substring(0, 1))
        .onComplete(_ -> context.request().connection().close());
  }

  private static void write(HttpServerResponse response, Answer answer) {
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(answer.status())
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "no-cache, no-store")
          .end(answer.body());
    }
  }

  private static JsonObject unknown(RoutingContext context) {
    throw ApiError.refused(
        404,
        null,
        "Unrecognized request URL ("
            + context.request().method()
            + ": "
            + context.normalizedPath()
            + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
  }

  private void failed(RoutingContext context) {
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    ApiError error =
        ApiError.refused(
            status,
            null,
            switch (status) {
              case 400 -> "The request's body could not be read.";
              case 413 -> "The request's body is too large.";
              default -> "An unknown error occurred";
            });
    write(context.response(), Answer.of(error));
  }
}
