/**
 * Streams between servers: pushed to others over RTMP (simulcast), and pulled from others over
 * HTTP-FLV or RTMP.
 *
 * <p>A push is a viewer of the stream whose connection is an RTMP client's; a pull is a publisher
 * whose media comes from a client's connection. Each lives on one event loop of those that carry
 * media and tries again by itself. What is configured is kept in the data folder. Depends on {@code
 * hub}, {@code flv}, {@code rtmp.client}, {@code rtmp.session} for what both sides of RTMP share,
 * and {@code http}, {@code api} and {@code json} for its part of the control API.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.relay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
