/**
 * An RTMP client: publishes to other servers and plays from them.
 *
 * <p>{@link live.vitrine.media.rtmp.client.ClientSession} is pure: state and event in, state and
 * actions out. {@link live.vitrine.media.rtmp.client.RtmpClientConnection} feeds it on the
 * channel's event loop and carries its actions out. Media is not sent here: a publishing connection
 * is a viewer of the stream like any other. Depends on {@code rtmp.message} and what lies below,
 * and {@code rtmp.handshake}. Implements the client's side of section 7.2 of Adobe's RTMP
 * specification and of "Enhancing NetConnection" in Enhanced RTMP v2.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.rtmp.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
