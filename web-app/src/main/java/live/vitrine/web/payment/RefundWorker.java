package live.vitrine.web.payment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.order.ConnectedAccount;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderFlag;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.Orders;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Stripe make the refunds that are written down, and writes down those that Stripe knows of:
 * also the ones that were made in its dashboard.
 */
final class RefundWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RefundWorker.class);
  // Stripe forgets keys after 24 h: before that we look whether it was made after all.
  private static final Duration KEY_IS_OLD = Duration.ofHours(1);

  private final Database database;
  private final PaymentGateway gateway;
  private final Orders orders;
  private final OrderMails mails;
  private final Clock clock;

  RefundWorker(
      Database database, PaymentGateway gateway, Orders orders, OrderMails mails, Clock clock) {
    this.database = database;
    this.gateway = gateway;
    this.orders = orders;
    this.mails = mails;
    this.clock = clock;
  }

  /** Goes on with a refund as far as it goes now. Blocks; any number of times, also at once. */
  void run(long refundId) {
    Optional<Refund> found = database.read(handle -> RefundRepository.find(handle, refundId));
    if (found.isEmpty()) {
      return;
    }
    Refund refund = found.get();
    switch (refund.state()) {
      case CREATED -> create(refund);
      case UNKNOWN -> {
        boolean old = refund.createdAt().plus(KEY_IS_OLD).isBefore(clock.instant());
        if (!old || (sync(refund.payment()) && isStillUnknown(refundId))) {
          create(refund);
        }
      }
      case PENDING -> sync(refund.payment());
      case SUCCEEDED, FAILED -> {}
    }
  }

  private boolean isStillUnknown(long refundId) {
    return database
        .read(handle -> RefundRepository.find(handle, refundId))
        .map(refund -> refund.state() == Refund.State.UNKNOWN)
        .orElse(false);
  }

  private void create(Refund refund) {
    Optional<ConnectedAccount> payee =
        database
            .read(handle -> OrderRepository.find(handle, refund.orderId()))
            .flatMap(Order::connectedAccount);
    switch (gateway.refund(refund, payee)) {
      case GatewayResult.Succeeded<StripeRefund>(StripeRefund made) ->
          take(refund.payment(), List.of(made));
      case GatewayResult.Declined<StripeRefund>(String code, String message) ->
          database.change(handle -> fail(handle, refund, code + " " + message));
      case GatewayResult.Unknown<StripeRefund>(String message) -> {
        LOG.warn("Refund {} is not certain and is asked for again: {}", refund.id(), message);
        database.change(handle -> {
          OrderRepository.lock(handle, refund.orderId());
          Refund now = RefundRepository.find(handle, refund.id()).orElseThrow();
          if (now.state() == Refund.State.CREATED || now.state() == Refund.State.UNKNOWN) {
            RefundRepository.update(
                handle, refund.id(), Refund.State.UNKNOWN, null, message, clock.instant());
          }
        });
      }
    }
  }

  private void fail(Handle handle, Refund refund, String error) {
    Order order = OrderRepository.lock(handle, refund.orderId()).orElseThrow();
    RefundRepository.update(handle, refund.id(), Refund.State.FAILED, null, error, clock.instant());
    failed(handle, order, refund, error);
  }

  private void failed(Handle handle, Order order, Refund refund, String error) {
    LOG.warn("Refund {} of order {} failed: {}", refund.id(), order.code(), error);
    String amount = refund.amount().decimal() + " " + refund.amount().currency();
    orders.note(handle, order.id(), "refund-failed", amount + ": " + error);
    orders.raiseFlag(handle, order.id(), OrderFlag.REFUND_FAILED, amount + ": " + error);
  }

  /** Asks Stripe for the refunds of a payment; whether it answered. */
  boolean sync(String payment) {
    return switch (gateway.refunds(payment)) {
      case GatewayResult.Succeeded<List<StripeRefund>>(List<StripeRefund> all) -> {
        take(payment, all);
        yield true;
      }
      case GatewayResult.Declined<List<StripeRefund>>(String code, String message) -> {
        LOG.warn("Stripe does not tell refunds of {}: {} {}", payment, code, message);
        yield true;
      }
      case GatewayResult.Unknown<List<StripeRefund>> _ -> false;
    };
  }

  /** Writes down what Stripe says about the refunds of a payment. */
  private void take(String payment, List<StripeRefund> refunds) {
    database.change(handle -> {
      Optional<Order> found =
          orderOf(handle, payment).flatMap(id -> OrderRepository.lock(handle, id));
      if (found.isEmpty()) {
        return;
      }
      // Oldest first, as they happened.
      refunds.reversed().forEach(refund -> take(handle, found.get(), payment, refund));
      RefundRepository.sumUp(handle, found.get().id());
    });
  }

  private static Optional<Long> orderOf(Handle handle, String payment) {
    return handle
        .select(
            """
            SELECT id FROM shop_order WHERE payment_intent = ?
            UNION SELECT order_id FROM refund WHERE payment_intent = ?
            """,
            payment,
            payment)
        .mapTo(Long.class)
        .findFirst();
  }

  private void take(Handle handle, Order order, String payment, StripeRefund stripe) {
    Refund refund =
        RefundRepository.ofStripe(handle, stripe.id())
            .or(() -> stripe.refundKey().flatMap(key -> RefundRepository.ofKey(handle, key)))
            .orElseGet(() ->
                RefundRepository.insert(
                    handle,
                    order,
                    stripe.amount(),
                    "at-stripe",
                    "",
                    payment,
                    key(stripe.id()),
                    null,
                    clock.instant()));
    if (refund.orderId() != order.id() || !isNews(refund, stripe)) {
      RefundRepository.touch(handle, refund.id(), clock.instant());
      return;
    }
    RefundRepository.update(
        handle,
        refund.id(),
        stripe.state(),
        stripe.id(),
        stripe.failure().orElse(null),
        clock.instant());
    switch (stripe.state()) {
      case SUCCEEDED -> {
        orders.note(
            handle,
            order.id(),
            "refunded",
            refund.amount().decimal() + " " + refund.amount().currency());
        mails.refunded(handle, order, refund);
      }
      case FAILED -> failed(handle, order, refund, stripe.failure().orElse("failed"));
      case CREATED, UNKNOWN, PENDING -> {}
    }
  }

  /**
   * Answers of Stripe overtake each other. A refund goes from pending to succeeded, and from both
   * to failed, but never back: what says so was true before.
   */
  static boolean isNews(Refund refund, StripeRefund stripe) {
    return switch (refund.state()) {
      case CREATED, UNKNOWN -> true;
      case PENDING -> stripe.state() != Refund.State.PENDING;
      case SUCCEEDED -> stripe.state() == Refund.State.FAILED;
      // What failed before Stripe knew it may have been made after all.
      case FAILED -> refund.stripeId().isEmpty() && stripe.state() != Refund.State.FAILED;
    };
  }

  private static String key(String stripeId) {
    String key = "stripe-" + stripeId;
    return key.length() > 64 ? key.substring(0, 64) : key;
  }
}
