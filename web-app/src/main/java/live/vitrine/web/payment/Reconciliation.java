package live.vitrine.web.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out once a minute what is not certain: attempts whose outcome is not known, events that did
 * not arrive, refunds that are not done. Several web-apps may do it at once.
 */
public final class Reconciliation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  // Stripe keeps events for 30 days; after a longer stop attempts are still asked about one by one.
  private static final Duration FARTHEST = Duration.ofDays(3);
  private static final int AT_ONCE = 100;

  private final Database database;
  private final PaymentGateway gateway;
  private final Payments payments;
  private final EventIntake events;
  private final RefundWorker refunds;
  private final Clock clock;
  private final Repeating timer;
  // When events were asked for last, by this process; one thread.
  private Optional<Instant> asked = Optional.empty();

  Reconciliation(
      Database database,
      PaymentGateway gateway,
      Payments payments,
      EventIntake events,
      RefundWorker refunds,
      Clock clock) {
    this.database = database;
    this.gateway = gateway;
    this.payments = payments;
    this.events = events;
    this.refunds = refunds;
    this.clock = clock;
    this.timer = new Repeating("reconciliation", INTERVAL, this::reconcile);
  }

  /** Begins. What was missed before is asked for, however new the first event is that comes now. */
  void start() {
    asked = database.read(EventRepository::latest);
    timer.start();
  }

  /** Asks Stripe about all that is not certain. Blocks; one thread at a time. */
  public void reconcile() {
    boolean _ = done("events", this::askForEvents);
    boolean _ = done("attempts", this::askForAttempts);
    boolean _ = done("refunds", this::askForRefunds);
  }

  /** Whether it was done: what cannot be done keeps nothing else from being done. */
  private static boolean done(String what, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("Asking Stripe about {} failed and is tried again", what, e);
      return false;
    }
  }

  private void askForAttempts() {
    Instant now = clock.instant();
    List<PaymentAttempt> attempts =
        database.transaction(
            handle -> AttemptRepository.claimLive(handle, now.minus(INTERVAL), AT_ONCE, now));
    for (PaymentAttempt attempt : attempts) {
      boolean _ = done("attempt " + attempt.idempotencyKey(), () -> askFor(attempt));
    }
  }

  private void askFor(PaymentAttempt attempt) {
    boolean pending =
        database
            .read(handle -> OrderRepository.find(handle, attempt.orderId()))
            .map(Order::isPending)
            .orElse(false);
    if (pending) {
      payments.ask(attempt);
    } else {
      // Its order has ended while Stripe was away: nobody should be able to pay it.
      payments.close(attempt);
    }
  }

  private void askForEvents() {
    Instant now = clock.instant();
    Instant since =
        asked
            .or(() -> database.read(EventRepository::latest))
            .filter(latest -> latest.isAfter(now.minus(FARTHEST)))
            .orElse(now.minus(FARTHEST))
            .minus(OVERLAP);
    switch (gateway.eventsSince(since)) {
      case GatewayResult.Succeeded<List<StripeEvent>>(List<StripeEvent> found) -> {
        boolean all = true;
        for (StripeEvent event : found) {
          all &= take(event);
        }
        if (all) {
          asked = Optional.of(now);
        }
      }
      case GatewayResult.Declined<List<StripeEvent>>(String code, String message) ->
          LOG.warn("Stripe does not tell its events: {} {}", code, message);
      case GatewayResult.Unknown<List<StripeEvent>> _ -> {}
    }
  }

  private boolean take(StripeEvent event) {
    if (database.read(handle -> EventRepository.isKnown(handle, event.id()))) {
      return true;
    }
    LOG.info("Stripe's event {} ({}) did not arrive and is taken in now", event.id(), event.type());
    return events.take(event);
  }

  private void askForRefunds() {
    Instant before = clock.instant().minus(INTERVAL);
    for (Refund refund :
        database.read(handle -> RefundRepository.unfinished(handle, before, AT_ONCE))) {
      database.change(handle -> RefundRepository.touch(handle, refund.id(), clock.instant()));
      boolean _ = done("refund " + refund.idempotencyKey(), () -> refunds.run(refund.id()));
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
