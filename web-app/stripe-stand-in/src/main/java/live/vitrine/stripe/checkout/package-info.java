/**
 * What Stripe keeps for a shop: Checkout Sessions, their payments and refunds, and the rules for
 * them. Knows nothing of HTTP; tells what happened to an {@link
 * live.vitrine.stripe.event.EventLog}.
 *
 * <p>Everything here is owned by the one event loop and is not thread-safe.
 */
@NullMarked
package live.vitrine.stripe.checkout;

import org.jspecify.annotations.NullMarked;
