/**
 * Orders as they are shown: what is read of them, and the pages of the shopper. Reads only; what
 * changes an order is in {@code order} and {@code payment}. Virtual threads.
 */
@NullMarked
package live.vitrine.web.order.history;

import org.jspecify.annotations.NullMarked;
