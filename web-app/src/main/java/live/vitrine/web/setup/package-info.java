/**
 * The first start: a link that works once makes the first administrator. Blocks: virtual threads
 * only. May depend on {@code account}, {@code http}, {@code page}, {@code session}, {@code
 * database}, {@code limit}.
 */
@NullMarked
package live.vitrine.web.setup;

import org.jspecify.annotations.NullMarked;
