/**
 * Writes live streams to files without ever holding them up.
 *
 * <p>A {@link live.vitrine.media.recording.writer.StreamRecorder} sees the tags of a stream on its
 * event loop and puts them together to fragments, whose samples stay in the tags' buffers. Each
 * recording has a virtual thread that takes fragments out of a bounded queue and gather-writes
 * them. A disk that cannot keep up, is full or fails costs the recording, never the show.
 *
 * <p>Depends on {@code hub}, {@code flv}, {@code codec}, {@code mp4} and {@code recording.library}.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording.writer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
