/**
 * Pages: templates (jte, in {@code src/main/jte}), what every page has around its content, and the
 * bundled style sheet and scripts. Any thread. May depend on {@code http}, {@code session}, {@code
 * text}, {@code money}.
 */
@NullMarked
package live.vitrine.web.page;

import org.jspecify.annotations.NullMarked;
