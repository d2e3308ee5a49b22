/**
 * Products of a shop: variants, stock, prices and flash prices, and the pages on which a host looks
 * after them. Blocks: virtual threads only. May depend on {@code http}, {@code page}, {@code
 * session}, {@code database}, {@code shop}, {@code picture}, {@code money}, {@code audit}.
 */
@NullMarked
package live.vitrine.web.product;

import org.jspecify.annotations.NullMarked;
