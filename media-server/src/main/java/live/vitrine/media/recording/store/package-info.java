/**
 * Moves finished recordings into an S3 bucket: in parts, going on where an earlier process or a
 * failure left off, again and again until it works. The description stays in the folder.
 *
 * <p>Depends on {@code recording.library}. One virtual thread sends; requests are AWS SDK's.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
