/**
 * RTMP messages as values: decoding, encoding, aggregates taken apart.
 *
 * <p>Depends on {@code rtmp.chunk} and {@code rtmp.amf} and knows no connection. Messages are
 * immutable apart from the buffers of media; used on the connection's thread. Implements sections
 * 5.4, 6.2 and 7.1 of "Adobe's Real Time Messaging Protocol". Media is not looked into.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.rtmp.message;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
