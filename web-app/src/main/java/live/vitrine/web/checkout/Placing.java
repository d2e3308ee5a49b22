package live.vitrine.web.checkout;

import java.util.List;
import live.vitrine.web.order.Order;
import live.vitrine.web.payment.PaymentAttempt;
import live.vitrine.web.text.Message;

/** What came of ordering. */
sealed interface Placing {
  /** The order is there and its pieces are held. */
  record Placed(Order order, PaymentAttempt attempt) implements Placing {}

  /** This form was sent before: it is the same order. */
  record Already(Order order) implements Placing {}

  /** Something costs something else than what was shown, or there is less of it. */
  record Changed() implements Placing {}

  /** Somebody else was faster. */
  record SoldOut() implements Placing {}

  /** There is nothing of this shop in the cart. */
  record Empty() implements Placing {}

  /** So many orders wait for payment already. */
  record TooMany(List<Order> pending) implements Placing {}

  /** It cannot be paid online. */
  record Unpayable(Message why) implements Placing {}
}
