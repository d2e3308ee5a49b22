/**
 * Events and their way to the shop: kept for listing, signed, delivered, retried. Depends on
 * faults, which may spoil deliveries, and on the schedule. Event loop only.
 */
@NullMarked
package live.vitrine.stripe.event;

import org.jspecify.annotations.NullMarked;
