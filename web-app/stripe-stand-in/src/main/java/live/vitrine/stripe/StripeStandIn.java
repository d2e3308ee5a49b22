package live.vitrine.stripe;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import live.vitrine.stripe.api.ApiRoutes;
import live.vitrine.stripe.checkout.Checkouts;
import live.vitrine.stripe.checkout.Ids;
import live.vitrine.stripe.checkout.PayOutcome;
import live.vitrine.stripe.checkout.Payer;
import live.vitrine.stripe.checkout.Refunds;
import live.vitrine.stripe.checkout.TestCard;
import live.vitrine.stripe.control.ControlRoutes;
import live.vitrine.stripe.event.Deliveries;
import live.vitrine.stripe.event.Delivery;
import live.vitrine.stripe.event.EventLog;
import live.vitrine.stripe.event.WebhookSender;
import live.vitrine.stripe.fault.Faults;
import live.vitrine.stripe.page.PayRoutes;
import live.vitrine.stripe.schedule.Schedule;

/**
 * A running stand-in for Stripe. Everything is in memory and gone when it is closed.
 *
 * <p>All state belongs to one event loop. These methods may be called from any thread but that one;
 * each waits until the loop has done it. They throw {@link live.vitrine.stripe.checkout.ApiError}
 * where Stripe would answer with an error.
 */
public final class StripeStandIn implements AutoCloseable {
  private final Vertx vertx;
  private final Context loop;
  private final Faults faults;
  private final Deliveries deliveries;
  private final EventLog events;
  private final Checkouts checkouts;
  private final Refunds refunds;
  private final ControlRoutes control;
  private final String host;
  private final int port;
  private final AtomicReference<URI> publicUrl = new AtomicReference<>();

  /**
   * Starts and waits until it listens.
   *
   * @throws CompletionException if the address cannot be listened on
   */
  public static StripeStandIn start(StandInSettings settings) {
    // One event loop owns everything, so nothing needs a lock.
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      return new StripeStandIn(vertx, settings);
    } catch (RuntimeException e) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw e;
    }
  }

  private StripeStandIn(Vertx vertx, StandInSettings settings) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.host = settings.host();
    Schedule schedule = new Schedule(vertx, settings.clock());
    this.faults = new Faults(new Random(), this::releaseHeld);
    WebhookSender sender =
        new WebhookSender(
            vertx, settings.clock(), settings.webhookSecrets(), WebhookSender.TIMEOUT);
    this.deliveries = new Deliveries(schedule, faults, sender, settings.capacity(), new Random());
    deliveries.setUrls(settings.webhookUrls());
    this.events =
        new EventLog(
            settings.clock(), () -> Ids.next("evt_1"), settings.capacity(), deliveries::send);
    this.checkouts = new Checkouts(schedule, events, this::publicUrl, settings.capacity());
    this.refunds = new Refunds(checkouts, schedule, events);
    ApiRoutes api =
        new ApiRoutes(
            checkouts,
            refunds,
            events,
            deliveries,
            faults,
            settings.clock(),
            settings.secretKey(),
            settings.capacity());
    this.control =
        new ControlRoutes(
            checkouts, refunds, events, deliveries, faults, api, settings.controlToken());
    Router router = Router.router(vertx);
    api.addTo(router);
    new PayRoutes(checkouts, settings.clock(), this::publicUrl, style()).addTo(router);
    control.addTo(router);
    this.port = listen(settings, router);
  }

  private int listen(StandInSettings settings, Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(120)
            // A hundred line items with a dozen fields each.
            .setMaxFormFields(4096)
            .setMaxFormAttributeSize(1 << 16);
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen()
        // On the event loop, before the first request.
        .onSuccess(server -> publicUrl.set(publicUrl(settings, server.actualPort())))
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static URI publicUrl(StandInSettings settings, int port) {
    URI told = settings.publicUrl();
    return told == null
        ? address(settings.host(), port)
        : URI.create(told.toString().replaceAll("/+$", ""));
  }

  private static URI address(String host, int port) {
    return switch (host) {
      // Listening on everything includes this machine.
      case "0.0.0.0", "::" -> URI.create("http://127.0.0.1:" + port);
      default ->
          URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    };
  }

  private static byte[] style() {
    try (InputStream in = PayRoutes.class.getResourceAsStream("pay.css")) {
      if (in == null) {
        throw new IllegalStateException("pay.css is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** What to give a Stripe client as its API base. */
  public URI apiBase() {
    return address(host, port);
  }

  /** Where browsers find the payment page. */
  public URI publicUrl() {
    return publicUrl.get();
  }

  /** For events from now on. */
  public void setWebhookUrls(List<URI> urls) {
    call(() -> {
      deliveries.setUrls(urls);
      return true;
    });
  }

  /** What goes wrong from now on. Never waits. */
  public Faults faults() {
    return faults;
  }

  /**
   * Pays a session without a browser.
   *
   * @param card a test card's number, its {@code pm_card_…} name, or {@code delayed}
   */
  public PayOutcome pay(String sessionId, String card) {
    return call(() -> checkouts.pay(sessionId, TestCard.find(card), Payer.UNKNOWN));
  }

  /** Answers the bank's question for a session whose card asked for 3-D Secure. */
  public PayOutcome authenticate(String sessionId, boolean completed) {
    return call(() -> checkouts.authenticate(sessionId, completed));
  }

  /** Ends a delayed payment. */
  public void settle(String sessionId, boolean succeeded) {
    call(() -> checkouts.settle(sessionId, succeeded));
  }

  /** Ends a pending refund, or lets one fail that had succeeded. */
  public void settleRefund(String refundId, boolean succeeded) {
    call(() -> refunds.settle(refundId, succeeded));
  }

  /** The latest deliveries, oldest first. */
  public List<Delivery.Report> deliveries() {
    return call(deliveries::reports);
  }

  /** The latest events as JSON, newest first. */
  public List<JsonObject> events() {
    return call(
        () -> events.all().stream().map(event -> event.json(deliveries.pending(event))).toList());
  }

  /** The numbers that {@code GET /control/counters} answers. */
  public JsonObject counters() {
    return call(control::counters);
  }

  private void releaseHeld() {
    loop.runOnContext(_ -> deliveries.release());
  }

  private <T> T call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.runOnContext(_ -> {
      try {
        result.complete(work.get());
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Stops listening and drops what was still to be delivered. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
