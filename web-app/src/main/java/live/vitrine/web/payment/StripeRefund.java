package live.vitrine.web.payment;

import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A refund as Stripe has it.
 *
 * @param refundKey the idempotency key of ours that made it; empty where it is not of ours
 * @param failure why it failed
 */
public record StripeRefund(
    String id,
    String payment,
    Money amount,
    Refund.State state,
    Optional<String> refundKey,
    Optional<String> failure) {}
