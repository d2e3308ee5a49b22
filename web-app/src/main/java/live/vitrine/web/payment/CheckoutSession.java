package live.vitrine.web.payment;

import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A Checkout Session of Stripe.
 *
 * @param orderCode the order it is for, as we told Stripe
 * @param attempt which attempt it is, as we told Stripe; 0 where that is not known
 * @param url of the payment page while it is open
 * @param payment the payment intent, once there is one
 */
public record CheckoutSession(
    String id,
    Status status,
    boolean paid,
    Money amount,
    String orderCode,
    int attempt,
    Optional<String> url,
    Optional<String> payment) {

  /** Stripe's status of a session. */
  public enum Status {
    OPEN,
    COMPLETE,
    EXPIRED
  }
}
