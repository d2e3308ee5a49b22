package live.vitrine.web.order;

import java.util.List;
import java.util.Set;
import live.vitrine.web.money.Money;

/**
 * What becomes of an order: a pure function of where it stands and what happens.
 *
 * <pre>
 *             received          differs  processing  failed    hold ended  cancelled
 *  pending    paid              flag     wait        expired   expired     cancelled
 *  paid       give back (2nd)   ″        –           –         –           –
 *  expired    give back         ″        –           –         –           –
 *  cancelled  give back         ″        –           –         –           –
 * </pre>
 *
 * A payment that is known already changes nothing, so that each may be told any number of times.
 * Pieces are put back on the way out of pending to expired or cancelled and nowhere else.
 *
 * @param status where it stands afterwards
 * @param event the kind of the entry in its history; empty where nothing happened
 * @param effects in the order in which they are done
 */
public record OrderTransition(OrderStatus status, String event, List<OrderEffect> effects) {

  /**
   * Where an order stands.
   *
   * @param knownPayments payments that were dealt with before
   */
  public record State(OrderStatus status, Money total, Set<String> knownPayments) {}

  public static OrderTransition of(State state, OrderOccurrence occurrence) {
    return switch (occurrence) {
      case OrderOccurrence.PaymentReceived received -> received(state, received);
      case OrderOccurrence.PaymentProcessing _ ->
          whilePending(state, OrderStatus.PENDING, "processing", new OrderEffect.AwaitBank());
      case OrderOccurrence.PaymentFailed _ ->
          whilePending(
              state, OrderStatus.EXPIRED, "payment-failed", new OrderEffect.PutPiecesBack());
      case OrderOccurrence.HoldEnded _ ->
          whilePending(state, OrderStatus.EXPIRED, "expired", new OrderEffect.PutPiecesBack());
      case OrderOccurrence.CancelledByShopper _ ->
          whilePending(state, OrderStatus.CANCELLED, "cancelled", new OrderEffect.PutPiecesBack());
    };
  }

  private static OrderTransition whilePending(
      State state, OrderStatus next, String event, OrderEffect effect) {
    return switch (state.status()) {
      case PENDING -> new OrderTransition(next, event, List.of(effect));
      case PAID, EXPIRED, CANCELLED -> nothing(state);
    };
  }

  private static OrderTransition received(State state, OrderOccurrence.PaymentReceived received) {
    if (state.knownPayments().contains(received.payment())) {
      return nothing(state);
    }
    return switch (state.status()) {
      case PENDING ->
          received.amount().equals(state.total())
              ? new OrderTransition(
                  OrderStatus.PAID,
                  "paid",
                  List.of(
                      new OrderEffect.TakePayment(received.payment()),
                      new OrderEffect.SendReceipt()))
              : new OrderTransition(
                  OrderStatus.PENDING,
                  OrderFlag.AMOUNT_DIFFERS.stored(),
                  List.of(
                      new OrderEffect.TakePayment(received.payment()),
                      new OrderEffect.RaiseFlag(
                          OrderFlag.AMOUNT_DIFFERS,
                          text(received.amount()) + " instead of " + text(state.total()))));
      case PAID -> giveBack(state, received, OrderEffect.Reason.PAID_TWICE, List.of());
      case EXPIRED, CANCELLED ->
          giveBack(
              state,
              received,
              OrderEffect.Reason.PAID_LATE,
              List.of(
                  new OrderEffect.RaiseFlag(
                      OrderFlag.PAID_LATE,
                      text(received.amount())
                          + " came when the order was "
                          + state.status().stored())));
    };
  }

  private static OrderTransition giveBack(
      State state,
      OrderOccurrence.PaymentReceived received,
      OrderEffect.Reason reason,
      List<OrderEffect> before) {
    java.util.ArrayList<OrderEffect> effects = new java.util.ArrayList<>(before);
    effects.add(new OrderEffect.GiveBack(received.payment(), received.amount(), reason));
    return new OrderTransition(state.status(), reason.stored(), List.copyOf(effects));
  }

  private static OrderTransition nothing(State state) {
    return new OrderTransition(state.status(), "", List.of());
  }

  private static String text(Money money) {
    return money.decimal() + " " + money.currency();
  }

  /** Whether anything happened. */
  public boolean isChange() {
    return !event.isEmpty();
  }
}
