/**
 * What an RTMP connection means: from connect to publish or play and to its end.
 *
 * <p>{@link live.vitrine.media.rtmp.session.Session} is pure: state and event in, state and actions
 * out. {@link live.vitrine.media.rtmp.session.RtmpConnection} feeds it on the channel's event loop
 * and carries its actions out. Depends on {@code rtmp.message} and what lies below, {@code
 * rtmp.handshake}, {@code hub} and {@code flv}. Implements section 7.2 of Adobe's RTMP
 * specification and what encoders send beyond it.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.rtmp.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
