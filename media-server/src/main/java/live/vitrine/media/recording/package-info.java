/**
 * Recording as a feature of the server: records streams that go live, finishes what an earlier
 * process left, lets the control API start, stop, list and delete, keeps to the limits of age and
 * size, and shows its figures.
 *
 * <p>Depends on its own sub-packages, {@code hub}, {@code http}, {@code api}, {@code json} and
 * {@code config}. Requests are taken on event loops; whatever touches a disk is done by virtual
 * threads.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
