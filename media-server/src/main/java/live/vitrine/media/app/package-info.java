/**
 * The process: command line, wiring of every other package, start and stop.
 *
 * <p>May depend on every package; nothing depends on it.
 */
@NullMarked
package live.vitrine.media.app;

import org.jspecify.annotations.NullMarked;
