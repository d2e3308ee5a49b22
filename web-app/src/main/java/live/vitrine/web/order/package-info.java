/**
 * Orders: what was bought, at what price, and where it stands. {@link
 * live.vitrine.web.order.OrderTransition} says what may become of an order, as a pure function;
 * {@link live.vitrine.web.order.Orders} does it in the database together with the stock. Who pays
 * how is not known here. Blocks: virtual threads only. May depend on {@code http}, {@code page},
 * {@code session}, {@code database}, {@code shop}, {@code product}, {@code money}, {@code audit}.
 */
@NullMarked
package live.vitrine.web.order;

import org.jspecify.annotations.NullMarked;
