/** What tests share: the real database, a running web-app, and a browser without a screen. */
@NullMarked
package live.vitrine.web.testing;

import org.jspecify.annotations.NullMarked;
