/**
 * HTTP Live Streaming: tags are packed into MPEG-2 transport stream segments once per stream, never
 * per viewer, and served from a memory file system by sendfile.
 *
 * <ul>
 *   <li>{@code TransportStreamMuxer} and what it is made of: FLV tags in, packets out.
 *   <li>{@code HlsPackager}: decides where segments begin and end.
 *   <li>{@code SegmentStore}, {@code Segment}, {@code SegmentWindow}: where their bytes are, and
 *       how long.
 *   <li>{@code HlsShow}, {@code HlsShows}: what requests may ask for, on any thread.
 * </ul>
 *
 * <p>May depend on {@code hub}, {@code flv}, {@code codec} and {@code http}. A packager runs on its
 * stream's event loop; requests come on others and see immutable snapshots. Implements ISO/IEC
 * 13818-1 sections 2.4 and 2.7 and RFC 8216.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.hls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
