/**
 * The little of JSON (RFC 8259) that the server speaks: objects written member by member, flat
 * objects read strictly.
 *
 * <p>Depends on nothing else of the project. Works on any thread, one thread at a time per value.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
