/**
 * The payment page, rendered here and working without scripts. Depends on checkout. Event loop
 * only.
 */
@NullMarked
package live.vitrine.stripe.page;

import org.jspecify.annotations.NullMarked;
