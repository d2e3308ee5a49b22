/**
 * What every resource of the control API shares: JSON answers, and problems as in RFC 9457.
 *
 * <p>Depends on {@code http} and {@code json}. Runs on the connection's event loop.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
