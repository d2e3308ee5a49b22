package live.vitrine.web.payment;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderLine;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.Orders;
import org.jdbi.v3.core.Handle;

/**
 * Refunds that hosts ask for. A refund is written down before Stripe is asked, so that it is made
 * once, whatever fails; Stripe is asked as soon as the transaction is over.
 */
public final class Refunds {
  private static final int NOTE_LENGTH = 500;

  private final Database database;
  private final Orders orders;
  private final AuditLog audit;
  private final LongConsumer worker;
  private final Clock clock;

  /**
   * Makes it.
   *
   * @param worker takes the id of a refund that Stripe has to be asked for; may block
   */
  Refunds(Database database, Orders orders, AuditLog audit, LongConsumer worker, Clock clock) {
    this.database = database;
    this.orders = orders;
    this.audit = audit;
    this.worker = worker;
    this.clock = clock;
  }

  /** What of an order can still be refunded: paid, less refunds that were made or are under way. */
  public static Money refundable(Handle handle, Order order) {
    Money none = Money.zero(order.total().currency());
    if (!order.isPaid() || order.payment().isEmpty()) {
      return none;
    }
    long taken = RefundRepository.taken(handle, order.id(), order.payment().get());
    return new Money(Math.max(0, order.total().minor() - taken), order.total().currency());
  }

  /**
   * Takes a refund on and asks Stripe for it. The same token again answers the same refund.
   *
   * @throws IllegalArgumentException token or note are not as {@link RefundRequest} wants them
   */
  public RefundResult request(RefundRequest request) {
    if (!request.token().matches("[A-Za-z0-9_-]{20,43}") || request.note().length() > NOTE_LENGTH) {
      throw new IllegalArgumentException("token or note");
    }
    RefundResult result = database.transaction(handle -> take(handle, request));
    if (result instanceof RefundResult.Requested(Refund refund)
        && refund.state() == Refund.State.CREATED) {
      worker.accept(refund.id());
      return new RefundResult.Requested(
          database.read(handle -> RefundRepository.find(handle, refund.id())).orElseThrow());
    }
    return result;
  }

  private RefundResult take(Handle handle, RefundRequest request) {
    Order order = OrderRepository.lock(handle, request.orderId()).orElseThrow();
    String key = "refund-" + order.code() + "-" + request.token();
    Optional<Refund> already = RefundRepository.ofKey(handle, key);
    if (already.isPresent()) {
      return new RefundResult.Requested(already.get());
    }
    if (!order.isPaid() || order.payment().isEmpty()) {
      return new RefundResult.NotPaid();
    }
    Money most = refundable(handle, order);
    if (request.amount().minor() < 1 || request.amount().isGreaterThan(most)) {
      return new RefundResult.TooMuch(most);
    }
    if (StripeAmount.of(request.amount()).isEmpty()) {
      return new RefundResult.NotPayable();
    }
    OptionalLong bad = badLine(handle, order, request.restock());
    if (bad.isPresent()) {
      return new RefundResult.BadRestock(bad.getAsLong());
    }
    orders.restock(handle, order, request.restock());
    Refund refund =
        RefundRepository.insert(
            handle,
            order,
            request.amount(),
            "requested",
            request.note(),
            order.payment().get(),
            key,
            request.actorId(),
            clock.instant());
    String amount = request.amount().decimal() + " " + request.amount().currency();
    orders.note(handle, order.id(), "refund-requested", amount);
    audit.write(
        handle,
        OptionalLong.of(request.actorId()),
        "order.refund",
        "order " + order.code(),
        amount,
        request.address());
    return new RefundResult.Requested(refund);
  }

  private static OptionalLong badLine(Handle handle, Order order, Map<Long, Integer> restock) {
    Map<Long, Integer> left =
        OrderRepository.lines(handle, order).stream()
            .collect(Collectors.toMap(OrderLine::id, line -> line.quantity() - line.restocked()));
    return restock.entrySet().stream()
        .filter(entry ->
            entry.getValue() < 0 || entry.getValue() > left.getOrDefault(entry.getKey(), 0))
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }
}
