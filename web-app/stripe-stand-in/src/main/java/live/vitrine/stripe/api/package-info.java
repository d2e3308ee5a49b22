/**
 * Stripe's HTTP API under {@code /v1/}: authentication, parameters, idempotency, lists, errors.
 * Depends on checkout, events and faults. Event loop only.
 */
@NullMarked
package live.vitrine.stripe.api;

import org.jspecify.annotations.NullMarked;
