/**
 * A publisher for trying things out: a moving picture with sound and a clock, pushed by FFmpeg.
 *
 * <p>A program of its own, started by {@code scripts/run --demo}; no part of the server, and
 * nothing depends on it. FFmpeg comes with the JavaCV jars, which only this program has on its
 * class path.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
