/**
 * The checkout: from a cart to an order that waits for payment, and the pages around it. Blocks:
 * virtual threads only. May depend on {@code cart}, {@code order}, {@code payment}, {@code shop},
 * {@code product}, {@code http}, {@code page}, {@code session}, {@code database}, {@code limit},
 * {@code money}, {@code text}.
 */
@NullMarked
package live.vitrine.web.checkout;

import org.jspecify.annotations.NullMarked;
