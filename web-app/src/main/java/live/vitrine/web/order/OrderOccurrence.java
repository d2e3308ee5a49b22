package live.vitrine.web.order;

import live.vitrine.web.money.Money;

/** What can happen to an order. */
public sealed interface OrderOccurrence {
  /**
   * Money has arrived, as Stripe says.
   *
   * @param payment Stripe's id of it: the same payment may be told any number of times
   */
  record PaymentReceived(String payment, Money amount) implements OrderOccurrence {}

  /** The shopper has done all they must; their bank takes some days. */
  record PaymentProcessing() implements OrderOccurrence {}

  /** The bank said no after some days: the payment page is used up. */
  record PaymentFailed() implements OrderOccurrence {}

  /** The time to pay is over, or the payment page has ended. */
  record HoldEnded() implements OrderOccurrence {}

  /** The shopper wants it no more. */
  record CancelledByShopper() implements OrderOccurrence {}
}
