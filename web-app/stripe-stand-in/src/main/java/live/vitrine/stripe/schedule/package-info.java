/**
 * Work for later, on the stand-in's clock. Depends on nothing of ours. Used on the event loop only.
 */
@NullMarked
package live.vitrine.stripe.schedule;

import org.jspecify.annotations.NullMarked;
