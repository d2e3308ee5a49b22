/**
 * What the web-app is told: {@code reference.conf}, {@code web-app.conf} in the data folder, the
 * environment. Read once at the start; may depend on nothing.
 */
@NullMarked
package live.vitrine.web.config;

import org.jspecify.annotations.NullMarked;
