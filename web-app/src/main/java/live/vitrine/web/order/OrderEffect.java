package live.vitrine.web.order;

import live.vitrine.web.money.Money;

/** What a change of an order brings with it, in the same transaction. */
public sealed interface OrderEffect {
  /** The pieces go back on the shelf. */
  record PutPiecesBack() implements OrderEffect {}

  /** The payment becomes the order's. */
  record TakePayment(String payment) implements OrderEffect {}

  /** The hold lasts until the bank has decided. */
  record AwaitBank() implements OrderEffect {}

  /** Somebody must look. */
  record RaiseFlag(OrderFlag flag, String detail) implements OrderEffect {}

  /** The shopper gets a receipt. */
  record SendReceipt() implements OrderEffect {}

  /** All of a payment goes back to the shopper, who is told why. */
  record GiveBack(String payment, Money amount, Reason reason) implements OrderEffect {}

  /** Why money goes back by itself. */
  enum Reason {
    PAID_LATE("paid-late"),
    PAID_TWICE("paid-twice");

    private final String stored;

    Reason(String stored) {
      this.stored = stored;
    }

    /** As the database has it. */
    public String stored() {
      return stored;
    }
  }
}
