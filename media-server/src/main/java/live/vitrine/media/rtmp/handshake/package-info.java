/**
 * The RTMP handshake, as pure state machines over bytes: the server's side, simple and digest, and
 * the client's side, simple.
 *
 * <p>Depends on nothing else of the project and knows no connection. An instance belongs to one
 * connection and is used by its thread only. Implements section 5.2 of "Adobe's Real Time Messaging
 * Protocol" (the simple form) and the digest form that Flash Player 9 brought, which no
 * specification describes but every server does.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.rtmp.handshake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
