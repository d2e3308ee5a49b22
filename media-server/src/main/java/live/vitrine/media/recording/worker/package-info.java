/**
 * Has poster pictures, storyboards and exact clips made by a process of its own: one at a time, at
 * the lowest priority, with a deadline. What fails is noted in the recording and nowhere else.
 *
 * <p>Depends on {@code recording.library} and {@code recording.finish}. One platform thread waits
 * for the worker process; nothing here runs on event loops. The worker is {@code ffmpeg}, which
 * this package knows by name only, so that the server never loads it.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording.worker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
