package live.vitrine.web.payment;

import java.time.Clock;
import java.util.Optional;
import live.vitrine.web.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what an event of Stripe says, once, however often it comes. */
final class EventIntake {
  private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

  private final Database database;
  private final Fulfilment fulfilment;
  private final RefundWorker refunds;
  private final Clock clock;

  EventIntake(Database database, Fulfilment fulfilment, RefundWorker refunds, Clock clock) {
    this.database = database;
    this.fulfilment = fulfilment;
    this.refunds = refunds;
    this.clock = clock;
  }

  /** Takes a verified event in; false where it must come again, as Stripe could not be asked. */
  boolean take(StripeEvent event) {
    if (event.isAboutSession()) {
      Optional<CheckoutSession> session = session(event);
      session.ifPresent(known -> fulfilment.apply(known, Optional.of(event)));
      return true;
    }
    return !event.isAboutRefund() || refund(event);
  }

  private static Optional<CheckoutSession> session(StripeEvent event) {
    try {
      return Optional.of(StripeJson.session(event.object()));
    } catch (RuntimeException e) {
      LOG.warn("Stripe's event {} has no session that can be read: {}", event.id(), e.toString());
      return Optional.empty();
    }
  }

  // Such events come in any order and tell of one moment each: Stripe is asked how it stands now.
  private boolean refund(StripeEvent event) {
    if (database.read(handle -> EventRepository.isKnown(handle, event.id()))) {
      return true;
    }
    Optional<String> payment = payment(event);
    if (payment.isPresent() && !refunds.sync(payment.get())) {
      return false;
    }
    database.change(handle -> EventRepository.insert(handle, event, clock.instant()));
    return true;
  }

  private static Optional<String> payment(StripeEvent event) {
    try {
      return StripeJson.id(event.object(), "payment_intent");
    } catch (ClassCastException _) {
      return Optional.empty();
    }
  }
}
