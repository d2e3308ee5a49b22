/**
 * Shops: what a host tells about theirs, its state, and where it streams. Blocks: virtual threads
 * only. May depend on {@code http}, {@code page}, {@code session}, {@code database}, {@code
 * picture}, {@code media}, {@code audit}.
 */
@NullMarked
package live.vitrine.web.shop;

import org.jspecify.annotations.NullMarked;
