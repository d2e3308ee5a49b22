/**
 * Faults that a test or a demo asks for. Depends on nothing of ours. Thread-safe: rules are set
 * from any thread and used on the event loop.
 */
@NullMarked
package live.vitrine.stripe.fault;

import org.jspecify.annotations.NullMarked;
