/** Attacks on the running site, as tables. */
@NullMarked
package live.vitrine.web.security;

import org.jspecify.annotations.NullMarked;
