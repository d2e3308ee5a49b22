/**
 * The built-in page on the playback port and the list of streams that it shows.
 *
 * <p>Depends on {@code hub}, {@code http} and {@code json}; only {@code app} depends on it. Runs on
 * the connection's event loop; the page's files are read once, at start. The files themselves lie
 * in {@code page/} on the class path. Implements RFC 9110 section 13.1.2 (If-None-Match) as far as
 * whole files need it.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
