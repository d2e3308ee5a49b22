/**
 * The RTMP chunk stream: bytes to messages and back.
 *
 * <p>Depends on nothing else of the project and knows no connection. A decoder or encoder belongs
 * to one connection and is used by its thread only. Implements sections 5.3 and 5.4.1 to 5.4.2 of
 * "Adobe's Real Time Messaging Protocol"; where real programs depart from them, the place says
 * which and how.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.rtmp.chunk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
