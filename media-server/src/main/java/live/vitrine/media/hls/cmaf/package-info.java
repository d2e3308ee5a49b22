/**
 * HTTP Live Streaming with fragmented MP4 and low latency: tags are gathered into parts of about a
 * quarter of a second, each written once, served from files by sendfile, and announced in playlists
 * that players wait for.
 *
 * <ul>
 *   <li>{@code CmafPackager}: which tracks there are and which playlists they make.
 *   <li>{@code RenditionWriter}: where parts and segments of one playlist begin and end.
 *   <li>{@code SegmentHistory}, {@code DiskMover}: how far back segments reach, and where their
 *       bytes are.
 *   <li>{@code Rendition}, {@code Snapshot}, {@code MediaPlaylist}: what requests may ask for, on
 *       any thread; {@code Waiters}: requests for what is not there yet.
 * </ul>
 *
 * <p>May depend on {@code hls}, {@code mp4}, {@code hub}, {@code flv}, {@code codec} and {@code
 * http}. A packager runs on its stream's event loop; requests come on others and see immutable
 * snapshots; old segments are moved to disk by a virtual thread. Implements
 * draft-pantos-hls-rfc8216bis (of which RFC 8216 is the older edition) and ISO/IEC 23000-19.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.hls.cmaf;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
