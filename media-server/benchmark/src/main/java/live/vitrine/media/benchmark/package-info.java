/**
 * Entry point of {@code scripts/bench}: the command line and nothing else.
 *
 * <p>May depend on every package below it; nothing depends on it.
 */
@NullMarked
package live.vitrine.media.benchmark;

import org.jspecify.annotations.NullMarked;
