/**
 * Payments by Stripe: Checkout Sessions, webhooks, refunds, the end of holds, and asking Stripe
 * about whatever is not certain. A key is stored before each call that moves money, and the same
 * call is made again with the same key until its outcome is known. "Paid" comes from a verified
 * webhook or from asking Stripe, both through {@link live.vitrine.web.payment.Fulfilment}. Blocks:
 * virtual threads only. May depend on {@code order}, {@code shop}, {@code product}, {@code
 * database}, {@code mail}, {@code audit}, {@code money}, {@code page}, {@code http}, {@code text},
 * {@code config}.
 */
@NullMarked
package live.vitrine.web.payment;

import org.jspecify.annotations.NullMarked;
