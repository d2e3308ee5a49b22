/**
 * What FFmpeg does for recordings: poster picture, storyboard and clips that are exact to the
 * frame.
 *
 * <p>A program of its own, started by the server for one recording at a time; nothing depends on
 * it. FFmpeg comes with the JavaCV jars, which the server does not have on its class path: a crash
 * or a stall in it ends this process and no other.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.ffmpeg;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
