package live.vitrine.web.payment;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.order.Orders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Payments, put together: what other features use of them, the webhook, and the timers. */
public final class PaymentFeature implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentFeature.class);
  private static final int REFUNDS_AT_ONCE = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(REFUNDS_AT_ONCE);
  private final PaymentHealth health;
  private final PaymentGateway gateway;
  private final RefundWorker refundWorker;
  private final Orders orders;
  private final Payments payments;
  private final Refunds refunds;
  private final WebhookRoutes webhooks;
  private final HoldSweeper sweeper;
  private final Reconciliation reconciliation;

  /**
   * Puts it together; starts nothing.
   *
   * @throws IOException the stand-in's secrets can be neither read nor made
   */
  public PaymentFeature(
      Settings settings, URI publicUrl, Database database, AuditLog audit, Clock clock)
      throws IOException {
    StripeCredentials credentials = StripeCredentials.of(settings);
    OrderMails mails = new OrderMails(new Outbox(clock), publicUrl);
    this.health = new PaymentHealth(clock);
    this.orders = new Orders(settings.hold(), clock);
    this.gateway =
        new PaymentGateway(credentials, new SessionParameters(publicUrl, settings.hold()), health);
    this.refundWorker = new RefundWorker(database, gateway, orders, mails, clock);
    Fulfilment fulfilment =
        new Fulfilment(database, orders, mails, this::refundInBackground, clock);
    EventIntake intake = new EventIntake(database, fulfilment, refundWorker, clock);
    this.payments =
        new Payments(
            database, gateway, orders, fulfilment, settings.stripe().feeBasisPoints(), clock);
    this.refunds = new Refunds(database, orders, audit, refundWorker::run, clock);
    this.webhooks =
        new WebhookRoutes(
            new WebhookSignature(credentials.webhookSecrets()), intake, health, clock);
    this.sweeper = new HoldSweeper(database, payments, settings.hold(), clock);
    this.reconciliation =
        new Reconciliation(database, gateway, payments, intake, refundWorker, clock);
  }

  private void refundInBackground(long refundId) {
    threads.execute(() -> {
      room.acquireUninterruptibly();
      try {
        refundWorker.run(refundId);
      } catch (RuntimeException e) {
        LOG.warn("Refund {} is tried again: {}", refundId, e.toString());
      } finally {
        room.release();
      }
    });
  }

  /** Where forms of ours may lead: the payment pages. */
  public static List<URI> paymentPages(Settings settings) {
    if (!settings.stripe().isStandIn()) {
      return List.of(URI.create("https://checkout.stripe.com"));
    }
    List<URI> pages = new ArrayList<>();
    settings.stripe().apiBase().ifPresent(pages::add);
    settings.standIn().publicUrl().ifPresent(pages::add);
    pages.add(URI.create("http://localhost:" + settings.standIn().port()));
    pages.add(URI.create("http://127.0.0.1:" + settings.standIn().port()));
    return List.copyOf(pages);
  }

  public void register(Routes routes) {
    webhooks.register(routes);
  }

  /** Starts the timers. */
  public void start() {
    sweeper.start();
    reconciliation.start();
  }

  public Orders orders() {
    return orders;
  }

  public Payments payments() {
    return payments;
  }

  public Refunds refunds() {
    return refunds;
  }

  public PaymentHealth health() {
    return health;
  }

  public HoldSweeper sweeper() {
    return sweeper;
  }

  public Reconciliation reconciliation() {
    return reconciliation;
  }

  @Override
  public void close() {
    sweeper.close();
    reconciliation.close();
    threads.close();
    gateway.close();
  }
}
