/** Amounts of money. Values only; any thread. May depend on nothing. */
@NullMarked
package live.vitrine.web.money;

import org.jspecify.annotations.NullMarked;
