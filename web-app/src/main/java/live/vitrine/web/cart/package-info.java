/**
 * Carts of guests and accounts: what somebody means to buy, grouped by shop. A cart holds nothing
 * back: what is in it costs what it costs now, and may be sold out. Blocks: virtual threads only.
 * May depend on {@code http}, {@code page}, {@code session}, {@code database}, {@code shop}, {@code
 * product}, {@code money}.
 */
@NullMarked
package live.vitrine.web.cart;

import org.jspecify.annotations.NullMarked;
