/**
 * Completes recordings that are over, and repairs those whose process died: cuts files behind their
 * last whole fragment, makes them seekable, writes the HLS playlist, and says that they are ready.
 *
 * <p>Depends on {@code mp4} and {@code recording.library}. One worker thread does it all, one
 * recording after the other; nothing of it is needed for a show to go on.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording.finish;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
