package live.vitrine.stripe.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import live.vitrine.stripe.checkout.ApiError;
import live.vitrine.stripe.checkout.Checkouts;
import live.vitrine.stripe.checkout.LineItem;
import live.vitrine.stripe.checkout.PayOutcome;
import live.vitrine.stripe.checkout.Payment;
import live.vitrine.stripe.checkout.Session;
import org.jspecify.annotations.Nullable;

/** {@code /c/pay/…}: where the shopper pays. Whoever knows a session's address may pay it. */
public final class PayRoutes {
  private static final long LARGEST_BODY = 1 << 14;

  private final Checkouts checkouts;
  private final Clock clock;
  private final Supplier<URI> publicUrl;
  private final byte[] style;

  /**
   * Not yet reachable.
   *
   * @param publicUrl where browsers reach this; its path comes before every address here
   */
  public PayRoutes(Checkouts checkouts, Clock clock, Supplier<URI> publicUrl, byte[] style) {
    this.checkouts = checkouts;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.style = style.clone();
  }

  public void addTo(Router router) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
    router.get("/c/pay/:id").handler(this::show);
    router.post("/c/pay/:id").handler(body).handler(this::pay);
    router.get("/c/pay/:id/authenticate").handler(this::showAuthentication);
    router.post("/c/pay/:id/authenticate").handler(body).handler(this::authenticate);
    router
        .get("/assets/pay.css")
        .handler(context ->
            context
                .response()
                .putHeader("Content-Type", "text/css; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(style)));
  }

  private void show(RoutingContext context) {
    Session session = session(context);
    if (session == null || tellEnd(context, session)) {
      return;
    }
    send(context, session, 200, page(context, session).form(CardForm.EMPTY, Map.of(), null));
  }

  private void pay(RoutingContext context) {
    Session session = session(context);
    if (session == null) {
      return;
    }
    CardForm form = CardForm.of(context.request().formAttributes());
    String known = session.request().customerEmail();
    YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    Map<String, String> problems = form.problems(known == null, now);
    if (!problems.isEmpty() && session.status() == Session.Status.OPEN) {
      send(context, session, 422, page(context, session).form(form, problems, null));
      return;
    }
    answer(context, session, form, checkouts.pay(session.id(), form.card(), form.payer(known)));
  }

  private void showAuthentication(RoutingContext context) {
    Session session = session(context);
    if (session == null || tellEnd(context, session)) {
      return;
    }
    if (asked(session)) {
      send(context, session, 200, page(context, session).authentication());
    } else {
      redirect(context, address(session));
    }
  }

  private void authenticate(RoutingContext context) {
    Session session = session(context);
    if (session == null) {
      return;
    }
    if (session.status() == Session.Status.OPEN && !asked(session)) {
      redirect(context, address(session));
      return;
    }
    boolean completed = "complete".equals(context.request().getFormAttribute("result"));
    answer(context, session, CardForm.EMPTY, checkouts.authenticate(session.id(), completed));
  }

  private static boolean asked(Session session) {
    Payment payment = session.payment();
    return payment != null && payment.status() == Payment.Status.REQUIRES_ACTION;
  }

  private void answer(RoutingContext context, Session session, CardForm form, PayOutcome outcome) {
    switch (outcome) {
      case PayOutcome.Paid _, PayOutcome.Delayed _ -> redirect(context, session.successUrl());
      case PayOutcome.NeedsAuthentication _ ->
          redirect(context, address(session) + "/authenticate");
      case PayOutcome.Declined(var decline) ->
          send(
              context,
              session,
              402,
              page(context, session).form(form, Map.of(), decline.message()));
      case PayOutcome.Expired _ -> tellEnd(context, session);
    }
  }

  /** True when the session can no longer be paid, which was then told. */
  private boolean tellEnd(RoutingContext context, Session session) {
    PayPage page = page(context, session);
    return switch (session.status()) {
      case OPEN -> false;
      case EXPIRED -> {
        send(
            context,
            session,
            410,
            PayPage.notice(words(context, session), prefix(), "expired", page.back()));
        yield true;
      }
      case COMPLETE -> {
        String key = session.paid() ? "complete" : "delayed";
        String link = page.link(session.successUrl(), "continue");
        send(context, session, 200, PayPage.notice(words(context, session), prefix(), key, link));
        yield true;
      }
    };
  }

  private @Nullable Session session(RoutingContext context) {
    try {
      return checkouts.get(context.pathParams().getOrDefault("id", ""));
    } catch (ApiError _) {
      Words words = words(context, null);
      send(context, null, 404, PayPage.notice(words, prefix(), "missing", ""));
      return null;
    }
  }

  private PayPage page(RoutingContext context, Session session) {
    return new PayPage(session, words(context, session), prefix());
  }

  private String prefix() {
    String path = publicUrl.get().getRawPath();
    return path == null ? "" : path;
  }

  private String address(Session session) {
    return prefix() + "/c/pay/" + session.id();
  }

  private static Words words(RoutingContext context, @Nullable Session session) {
    return Words.of(
        session == null ? null : session.request().locale(),
        context.request().getHeader("Accept-Language"));
  }

  private static void redirect(RoutingContext context, String url) {
    context.response().setStatusCode(303).putHeader("Location", url).end();
  }

  private static void send(
      RoutingContext context, @Nullable Session session, int status, String html) {
    HttpServerResponse response = context.response();
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", policy(session))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(html.getBytes(StandardCharsets.UTF_8)));
  }

  /** A form's target counts with where it redirects to, hence the shop's own address. */
  private static String policy(@Nullable Session session) {
    String policy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action"
            + " 'self'";
    if (session == null) {
      return policy;
    }
    Set<String> images =
        session.request().lineItems().stream()
            .map(LineItem::images)
            .filter(list -> !list.isEmpty())
            .map(list -> origin(list.getFirst()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String shop = " " + origin(session.successUrl());
    return policy + shop + (images.isEmpty() ? "" : "; img-src " + String.join(" ", images));
  }

  private static String origin(String url) {
    try {
      URI uri = URI.create(url);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getHost() == null || uri.getScheme() == null
          ? "'none'"
          : uri.getScheme() + "://" + uri.getHost() + port;
    } catch (IllegalArgumentException _) {
      return "'none'";
    }
  }
}
