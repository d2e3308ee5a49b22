/**
 * Stream keys: what a host pastes into OBS, and what proves that it may publish under a stream ID.
 *
 * <p>A key is {@code streamId.generation.signature}; the signature is the first 16 bytes, in
 * base64url without padding, of HMAC-SHA256 over {@code stream-key|v1|streamId|generation} with a
 * secret that the data folder holds. So a key is checked without asking anybody, and a key is
 * revoked by raising the least generation that its stream ID accepts.
 *
 * <p>Depends on {@code hub} for the stream ID only. Checking never blocks and may happen on any
 * thread; opening and revoking touch the disk.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.streamkey;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
