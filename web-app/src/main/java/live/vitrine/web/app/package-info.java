/**
 * The process: its command line, and the one place where everything is put together. May depend on
 * all packages; none depends on it.
 */
@NullMarked
package live.vitrine.web.app;

import org.jspecify.annotations.NullMarked;
