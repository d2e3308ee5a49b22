/**
 * Playback as FLV: over an endless HTTP response, and over WebSocket on the same path.
 *
 * <p>Depends on {@code hub}, {@code flv} and {@code http}. Runs on the viewer's event loop.
 * Implements Annex E of the Flash Video File Format Specification for the file header, RFC 9112
 * section 7.1 for chunks and RFC 6455 section 5.2 for frames.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.httpflv;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
