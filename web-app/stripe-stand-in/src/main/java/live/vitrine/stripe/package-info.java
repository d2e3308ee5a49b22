/**
 * The stand-in for Stripe: a process of its own, or a library for tests, that speaks Stripe's HTTP
 * API for the calls the shop makes. No real money moves.
 *
 * <p>All state belongs to one event loop; the methods here may be called from any other thread.
 */
@NullMarked
package live.vitrine.stripe;

import org.jspecify.annotations.NullMarked;
