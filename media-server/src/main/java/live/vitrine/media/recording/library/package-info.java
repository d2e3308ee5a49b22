/**
 * What has been recorded: which recordings there are, what is known of each, where its files lie,
 * and how long it is kept. What is known is in a JSON file beside the media, so that a copied or
 * restored folder is complete.
 *
 * <p>Depends on {@code hub} (names of streams, timed events) and {@code json}. Safe for use by all
 * threads; whatever touches files says that it blocks, and stays off event loops.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording.library;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
