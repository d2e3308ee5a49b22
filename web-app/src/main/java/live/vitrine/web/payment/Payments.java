package live.vitrine.web.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.money.Currencies;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.ConnectedAccount;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderOccurrence;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.Orders;
import live.vitrine.web.shop.Shop;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Payments of orders: opening a page to pay at, asking what became of it, closing it. */
public final class Payments {
  private static final Logger LOG = LoggerFactory.getLogger(Payments.class);
  private static final int MOST_ATTEMPTS = 5;
  // A call ends within 9 s: one that was begun before that has nobody who waits for it.
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration WAIT = Duration.ofSeconds(8);

  private final Database database;
  private final PaymentGateway gateway;
  private final Orders orders;
  private final Fulfilment fulfilment;
  private final int feeBasisPoints;
  private final Clock clock;

  Payments(
      Database database,
      PaymentGateway gateway,
      Orders orders,
      Fulfilment fulfilment,
      int feeBasisPoints,
      Clock clock) {
    this.database = database;
    this.gateway = gateway;
    this.orders = orders;
    this.fulfilment = fulfilment;
    this.feeBasisPoints = feeBasisPoints;
    this.clock = clock;
  }

  /** Who is paid for an order of a shop; empty where it is the operator. */
  public Optional<ConnectedAccount> payee(Shop shop, Money total) {
    long step = Currencies.smallestPayable(total.currency());
    long fee = total.minor() * feeBasisPoints / 10_000 / step * step;
    return shop.stripeAccount()
        .map(id -> new ConnectedAccount(id, new Money(fee, total.currency())));
  }

  /** Writes the first attempt down, in the transaction that makes the order. */
  public PaymentAttempt prepare(Handle handle, Order order) {
    return AttemptRepository.insert(handle, order, 1, clock.instant());
  }

  /** Opens the page for an attempt that {@link #prepare} has just written down. */
  public PaymentStep open(PaymentAttempt attempt) {
    SessionRequest request = database.read(handle -> request(handle, attempt));
    GatewayResult<CheckoutSession> result = gateway.createSession(request);
    return database.transaction(handle -> opened(handle, attempt, result));
  }

  private static SessionRequest request(Handle handle, PaymentAttempt attempt) {
    Order order = OrderRepository.find(handle, attempt.orderId()).orElseThrow();
    return new SessionRequest(order, OrderRepository.lines(handle, order), attempt);
  }

  private PaymentStep opened(
      Handle handle, PaymentAttempt attempt, GatewayResult<CheckoutSession> result) {
    Instant now = clock.instant();
    Order order = OrderRepository.lock(handle, attempt.orderId()).orElseThrow();
    PaymentStep step =
        switch (result) {
          case GatewayResult.Succeeded<CheckoutSession>(CheckoutSession session) -> {
            AttemptRepository.open(handle, attempt.id(), session.id(), session.url(), now);
            yield session
                .url()
                .<PaymentStep>map(PaymentStep.ToPage::new)
                .orElseGet(PaymentStep.TryAgain::new);
          }
          case GatewayResult.Declined<CheckoutSession>(String code, String message) -> {
            LOG.warn("Stripe refuses order {}: {} {}", order.code(), code, message);
            AttemptRepository.unfinished(
                handle, attempt.id(), PaymentAttempt.State.FAILED, code + " " + message, now);
            yield new PaymentStep.Refused(message);
          }
          case GatewayResult.Unknown<CheckoutSession>(String message) -> {
            LOG.warn("Stripe did not answer for order {}: {}", order.code(), message);
            AttemptRepository.unfinished(
                handle, attempt.id(), PaymentAttempt.State.UNKNOWN, message, now);
            yield new PaymentStep.TryAgain();
          }
        };
    // The hold may have ended meanwhile; the timer closes the page that was opened.
    return order.isPending() ? step : new PaymentStep.Over(order);
  }

  /** What an order's attempts allow. */
  private sealed interface Next {
    record Open(PaymentAttempt attempt) implements Next {}

    record Wait(PaymentAttempt attempt) implements Next {}

    record Done(PaymentStep step) implements Next {}
  }

  /**
   * Goes on with the payment of an order: to the page that is open, with an attempt whose outcome
   * is not known (with the same key), or with a new one. Answers within 10 s.
   */
  public PaymentStep proceed(long orderId) {
    return switch (database.transaction(handle -> next(handle, orderId))) {
      case Next.Open(PaymentAttempt attempt) -> open(attempt);
      case Next.Wait(PaymentAttempt attempt) -> await(attempt);
      case Next.Done(PaymentStep step) -> step;
    };
  }

  private Next next(Handle handle, long orderId) {
    Instant now = clock.instant();
    Order order = OrderRepository.lock(handle, orderId).orElseThrow();
    if (!order.isPending() || !order.holdUntil().isAfter(now)) {
      return new Next.Done(new PaymentStep.Over(order));
    }
    List<PaymentAttempt> attempts = AttemptRepository.ofOrder(handle, orderId);
    if (attempts.isEmpty()) {
      return new Next.Open(AttemptRepository.insert(handle, order, 1, now));
    }
    PaymentAttempt last = attempts.getLast();
    return switch (last.state()) {
      case OPEN ->
          new Next.Done(
              last.url()
                  .<PaymentStep>map(PaymentStep.ToPage::new)
                  .orElseGet(PaymentStep.TryAgain::new));
      case CREATED ->
          last.updatedAt().plus(CALL).isAfter(now)
              ? new Next.Wait(last)
              : new Next.Open(claimed(handle, last, now));
      case UNKNOWN -> new Next.Open(claimed(handle, last, now));
      case FAILED ->
          attempts.size() >= MOST_ATTEMPTS
              ? new Next.Done(new PaymentStep.Refused("too many attempts"))
              : new Next.Open(AttemptRepository.insert(handle, order, last.number() + 1, now));
      // Its page was closed because the order is about to end.
      case EXPIRED, COMPLETE -> new Next.Done(new PaymentStep.Over(order));
    };
  }

  private static PaymentAttempt claimed(Handle handle, PaymentAttempt attempt, Instant now) {
    AttemptRepository.unfinished(handle, attempt.id(), PaymentAttempt.State.CREATED, "", now);
    return attempt;
  }

  /** Somebody else, a double click, is asking Stripe: waits for what they get. */
  private PaymentStep await(PaymentAttempt attempt) {
    long end = System.nanoTime() + WAIT.toNanos();
    try {
      while (System.nanoTime() < end) {
        Thread.sleep(POLL);
        Optional<PaymentAttempt> now =
            database.read(handle -> AttemptRepository.find(handle, attempt.id()));
        if (now.isPresent() && now.get().state() != PaymentAttempt.State.CREATED) {
          return now.get()
              .url()
              .<PaymentStep>map(PaymentStep.ToPage::new)
              .orElseGet(PaymentStep.TryAgain::new);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new PaymentStep.TryAgain();
  }

  /** Asks Stripe what became of an order that waits for payment, and answers it as it is then. */
  public Order refresh(long orderId) {
    Order order = database.read(handle -> OrderRepository.find(handle, orderId)).orElseThrow();
    if (order.isPending()) {
      database.read(handle -> AttemptRepository.ofOrder(handle, orderId)).stream()
          .filter(PaymentAttempt::isLive)
          .forEach(this::ask);
    }
    return database.read(handle -> OrderRepository.find(handle, orderId)).orElseThrow();
  }

  /** Asks Stripe about an attempt; learns its session where that is not known. */
  void ask(PaymentAttempt attempt) {
    GatewayResult<CheckoutSession> result =
        attempt.sessionId().isPresent()
            ? gateway.session(attempt.sessionId().get())
            : learnSession(attempt);
    if (result instanceof GatewayResult.Succeeded<CheckoutSession>(CheckoutSession session)) {
      fulfilment.apply(session, Optional.empty());
    }
  }

  private GatewayResult<CheckoutSession> learnSession(PaymentAttempt attempt) {
    GatewayResult<CheckoutSession> result =
        gateway.createSession(database.read(handle -> request(handle, attempt)));
    database.transaction(handle -> opened(handle, attempt, result));
    // What is replayed is the session as it was when it was made: ask how it is now.
    return result instanceof GatewayResult.Succeeded<CheckoutSession>(CheckoutSession session)
        ? gateway.session(session.id())
        : result;
  }

  /** Whether nobody can pay an order any more. */
  enum Closing {
    CLOSED,
    /** Stripe did not answer. */
    UNREACHABLE,
    /** Somebody has paid, or their bank is at it: that was applied. */
    COMPLETE
  }

  /** Closes every page at which an order could be paid. */
  Closing close(long orderId) {
    Closing outcome = Closing.CLOSED;
    for (PaymentAttempt attempt :
        database.read(handle -> AttemptRepository.ofOrder(handle, orderId))) {
      Closing one =
          attempt.isLive()
              ? close(attempt)
              : attempt.state() == PaymentAttempt.State.COMPLETE
                  ? Closing.COMPLETE
                  : Closing.CLOSED;
      if (one.compareTo(outcome) > 0) {
        outcome = one;
      }
    }
    return outcome;
  }

  Closing close(PaymentAttempt attempt) {
    Optional<String> session = attempt.sessionId();
    if (session.isEmpty()) {
      GatewayResult<CheckoutSession> learned = learnSession(attempt);
      switch (learned) {
        case GatewayResult.Succeeded<CheckoutSession>(CheckoutSession known) ->
            session = Optional.of(known.id());
        case GatewayResult.Declined<CheckoutSession> _ -> {
          return Closing.CLOSED;
        }
        case GatewayResult.Unknown<CheckoutSession> _ -> {
          return Closing.UNREACHABLE;
        }
      }
    }
    GatewayResult<CheckoutSession> result = gateway.expireSession(session.orElseThrow());
    if (result instanceof GatewayResult.Declined<CheckoutSession>) {
      // Not open any more: paid at the last moment, or expired by itself.
      result = gateway.session(session.orElseThrow());
    }
    return switch (result) {
      case GatewayResult.Succeeded<CheckoutSession>(CheckoutSession now) -> {
        yield switch (now.status()) {
          case COMPLETE -> {
            fulfilment.apply(now, Optional.empty());
            yield Closing.COMPLETE;
          }
          case EXPIRED -> {
            // What becomes of the order is for the caller to say.
            database.change(handle -> expired(handle, attempt, now));
            yield Closing.CLOSED;
          }
          case OPEN -> Closing.UNREACHABLE;
        };
      }
      case GatewayResult.Declined<CheckoutSession> _ -> Closing.CLOSED;
      case GatewayResult.Unknown<CheckoutSession> _ -> Closing.UNREACHABLE;
    };
  }

  private void expired(Handle handle, PaymentAttempt attempt, CheckoutSession session) {
    OrderRepository.lock(handle, attempt.orderId());
    AttemptRepository.end(
        handle, attempt.id(), PaymentAttempt.State.EXPIRED, session.id(), clock.instant());
  }

  /**
   * The shopper does not want the order any more: closes its page, then puts its pieces back. Where
   * they have paid at the last moment it stays; where Stripe is away it is cancelled all the same,
   * and money that still comes goes back by itself.
   */
  public Order cancel(long orderId) {
    if (close(orderId) != Closing.COMPLETE) {
      end(orderId, new OrderOccurrence.CancelledByShopper());
    }
    return database.read(handle -> OrderRepository.find(handle, orderId)).orElseThrow();
  }

  /** Ends an order that nobody has paid. */
  void end(long orderId, OrderOccurrence occurrence) {
    database.change(handle ->
        OrderRepository.lock(handle, orderId)
            .ifPresent(order -> orders.apply(handle, order, occurrence)));
  }
}
