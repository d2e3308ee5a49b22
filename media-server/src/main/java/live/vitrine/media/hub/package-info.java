/**
 * The hub: which streams are live, and how their tags reach viewers.
 *
 * <p>A live stream is owned by one event loop. Every event loop with viewers of it has its own log
 * of tag runs, and each viewer is a cursor into that log. Depends on {@code flv} and {@code codec}
 * only; protocols depend on the hub, never the other way round.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.hub;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
