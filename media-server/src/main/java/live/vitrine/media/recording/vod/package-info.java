/**
 * Recordings on the playback port: {@code /vod/{recordingId}.mp4}, {@code .flv} and {@code
 * /vod/{recordingId}/index.m3u8} with the files it names.
 *
 * <p>Depends on {@code http} and {@code recording.library}. Runs on the connection's event loop;
 * files are opened by virtual threads and sent by the kernel. Implements the server's side of RFC
 * 8216 section 6.2.3 for playlists that do not change.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.recording.vod;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
