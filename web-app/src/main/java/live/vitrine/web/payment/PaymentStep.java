package live.vitrine.web.payment;

import live.vitrine.web.order.Order;

/** What comes next for somebody who wants to pay. */
public sealed interface PaymentStep {
  /** On to Stripe's page. */
  record ToPage(String url) implements PaymentStep {}

  /** Stripe did not answer: nothing is lost, and it may be tried again. */
  record TryAgain() implements PaymentStep {}

  /**
   * Stripe refuses to take this payment.
   *
   * @param message for the log and the host, not for shoppers
   */
  record Refused(String message) implements PaymentStep {}

  /** The order does not wait for payment (any more): its status says why. */
  record Over(Order order) implements PaymentStep {}
}
