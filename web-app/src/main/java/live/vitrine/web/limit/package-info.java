/**
 * How often something may be done. Counts are kept in memory, of this process only, and bounded.
 * Any thread. May depend on {@code http}.
 */
@NullMarked
package live.vitrine.web.limit;

import org.jspecify.annotations.NullMarked;
