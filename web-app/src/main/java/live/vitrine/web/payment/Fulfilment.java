package live.vitrine.web.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import live.vitrine.web.database.Database;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderEffect;
import live.vitrine.web.order.OrderOccurrence;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.OrderTransition;
import live.vitrine.web.order.Orders;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a Checkout Session says, whoever brought it: a webhook, the page after paying, or one
 * of the timers. May be called any number of times, at the same time, in any order.
 */
final class Fulfilment {
  private static final Logger LOG = LoggerFactory.getLogger(Fulfilment.class);
  private static final String ASYNC_FAILED = "checkout.session.async_payment_failed";

  /** What came of it. */
  enum Outcome {
    /** The order was changed. */
    APPLIED,
    /** It was known already, or changes nothing. */
    UNCHANGED,
    /** This event was taken in before. */
    DUPLICATE,
    /** It is about no order of ours, or none of the sessions that we asked for. */
    NO_ORDER
  }

  private final Database database;
  private final Orders orders;
  private final OrderMails mails;
  private final LongConsumer refunds;
  private final Clock clock;

  /**
   * Makes it.
   *
   * @param refunds takes the id of a refund that Stripe is to be asked for; must not block
   */
  Fulfilment(
      Database database, Orders orders, OrderMails mails, LongConsumer refunds, Clock clock) {
    this.database = database;
    this.orders = orders;
    this.mails = mails;
    this.refunds = refunds;
    this.clock = clock;
  }

  /** What a transaction did, and what is to be done after it. */
  private record Result(Outcome outcome, List<Long> refunds) {}

  /**
   * Applies a session.
   *
   * @param event the event that brought it, which counts once
   */
  Outcome apply(CheckoutSession session, Optional<StripeEvent> event) {
    Result result = database.transaction(handle -> apply(handle, session, event));
    result.refunds().forEach(refunds::accept);
    return result.outcome();
  }

  private Result apply(Handle handle, CheckoutSession session, Optional<StripeEvent> event) {
    Instant now = clock.instant();
    if (event.isPresent() && !EventRepository.insert(handle, event.get(), now)) {
      return new Result(Outcome.DUPLICATE, List.of());
    }
    Optional<Order> found =
        OrderRepository.findByCode(handle, session.orderCode())
            .flatMap(order -> OrderRepository.lock(handle, order.id()));
    if (found.isEmpty()) {
      LOG.warn("Stripe's session {} is for no order of ours", session.id());
      return new Result(Outcome.NO_ORDER, List.of());
    }
    Order order = found.get();
    Optional<PaymentAttempt> attempt = attempt(handle, order, session);
    if (attempt.isEmpty()) {
      // Whoever can make sessions elsewhere, on an account of their own, can name our orders in
      // them.
      LOG.warn("Stripe's session {} is none that we asked for {}", session.id(), order.code());
      return new Result(Outcome.NO_ORDER, List.of());
    }
    boolean news = noteAttempt(handle, attempt.get(), session, now);
    Optional<OrderOccurrence> occurrence =
        occurrence(
            handle,
            order,
            session,
            news,
            event.map(StripeEvent::type).orElse("").equals(ASYNC_FAILED));
    if (occurrence.isEmpty()) {
      event.ifPresent(known -> EventRepository.outcome(handle, known, order.id(), "unchanged"));
      return new Result(Outcome.UNCHANGED, List.of());
    }
    OrderTransition transition = orders.apply(handle, order, occurrence.get());
    List<Long> toRefund = new ArrayList<>();
    for (OrderEffect effect : transition.effects()) {
      perform(handle, order.id(), effect).ifPresent(toRefund::add);
    }
    String word = transition.isChange() ? transition.event() : "unchanged";
    event.ifPresent(known -> EventRepository.outcome(handle, known, order.id(), word));
    return new Result(
        transition.isChange() ? Outcome.APPLIED : Outcome.UNCHANGED, List.copyOf(toRefund));
  }

  /** Our attempt that a session belongs to. */
  private static Optional<PaymentAttempt> attempt(
      Handle handle, Order order, CheckoutSession session) {
    return AttemptRepository.ofOrder(handle, order.id()).stream()
        .filter(candidate ->
            candidate
                .sessionId()
                .map(id -> id.equals(session.id()))
                .orElse(candidate.number() == session.attempt()))
        .findFirst();
  }

  /** Brings the attempt to where its session is; whether that is further than it was. */
  private static boolean noteAttempt(
      Handle handle, PaymentAttempt attempt, CheckoutSession session, Instant now) {
    long id = attempt.id();
    PaymentAttempt.State next =
        switch (session.status()) {
          case OPEN -> PaymentAttempt.State.OPEN;
          case COMPLETE -> PaymentAttempt.State.COMPLETE;
          case EXPIRED -> PaymentAttempt.State.EXPIRED;
        };
    if (next == PaymentAttempt.State.OPEN) {
      AttemptRepository.open(handle, id, session.id(), session.url(), now);
      return false;
    }
    // An old "expired" never comes after "complete", nor the other way about.
    boolean further = attempt.state() != next && attempt.state() != PaymentAttempt.State.COMPLETE;
    if (further) {
      AttemptRepository.end(handle, id, next, session.id(), now);
    }
    return further;
  }

  private static Optional<OrderOccurrence> occurrence(
      Handle handle, Order order, CheckoutSession session, boolean news, boolean failed) {
    return switch (session.status()) {
      case OPEN -> Optional.empty();
      case EXPIRED ->
          AttemptRepository.ofOrder(handle, order.id()).stream()
                  .anyMatch(attempt ->
                      attempt.isLive() || attempt.state() == PaymentAttempt.State.COMPLETE)
              ? Optional.empty()
              : Optional.of(new OrderOccurrence.HoldEnded());
      case COMPLETE -> {
        if (session.paid()) {
          yield Optional.of(
              new OrderOccurrence.PaymentReceived(
                  session.payment().orElse(session.id()), session.amount()));
        }
        if (failed) {
          yield Optional.of(new OrderOccurrence.PaymentFailed());
        }
        yield news ? Optional.of(new OrderOccurrence.PaymentProcessing()) : Optional.empty();
      }
    };
  }

  /**
   * Does an effect that is not the order's own; answers a refund that Stripe is to be asked for.
   */
  private Optional<Long> perform(Handle handle, long orderId, OrderEffect effect) {
    Order order = OrderRepository.find(handle, orderId).orElseThrow();
    return switch (effect) {
      case OrderEffect.PutPiecesBack _,
          OrderEffect.TakePayment _,
          OrderEffect.AwaitBank _,
          OrderEffect.RaiseFlag _ ->
          Optional.empty();
      case OrderEffect.SendReceipt _ -> {
        mails.receipt(handle, order);
        yield Optional.empty();
      }
      case OrderEffect.GiveBack back -> {
        Refund refund =
            RefundRepository.insert(
                handle,
                order,
                back.amount(),
                back.reason().stored(),
                "",
                back.payment(),
                giveBackKey(back.payment()),
                null,
                clock.instant());
        mails.givingBack(handle, order, back);
        yield Optional.of(refund.id());
      }
    };
  }

  private static String giveBackKey(String payment) {
    String key = "back-" + payment;
    return key.length() > 64 ? key.substring(0, 64) : key;
  }
}
