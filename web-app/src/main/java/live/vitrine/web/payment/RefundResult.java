package live.vitrine.web.payment;

import live.vitrine.web.money.Money;

/** What came of asking for a refund. */
public sealed interface RefundResult {
  /** It was taken on; its state says how far it is. It goes on by itself. */
  record Requested(Refund refund) implements RefundResult {}

  /** The order has not been paid. */
  record NotPaid() implements RefundResult {}

  /** Only so much is left that can be refunded; zero where nothing is. */
  record TooMuch(Money most) implements RefundResult {}

  /** Stripe cannot send such an amount in this currency: the last digit must be 0. */
  record NotPayable() implements RefundResult {}

  /** The order has no such line, or not so many pieces of it that are not back already. */
  record BadRestock(long lineId) implements RefundResult {}
}
