/**
 * Fragmented MP4 (CMAF) from the frames of live streams, without copying a frame, and from such
 * files seekable ones and byte ranges.
 *
 * <p>Depends on codec and flv. A {@link live.vitrine.media.mp4.FragmentBuilder} belongs to one
 * thread at a time; everything that reads or writes files blocks and stays off event loops. Boxes
 * from a file are not trusted: every size is checked against what is around it, and the one
 * exception for bad ones is {@link live.vitrine.media.mp4.Mp4Exception}.
 *
 * <p>Implements parts of ISO/IEC 14496-12 (files and fragments: sections 4, 8; sample tables 8.6,
 * 8.7; movie fragments 8.8; segments 8.16), ISO/IEC 23000-19 (CMAF: sections 7.3 and 7.5), ISO/IEC
 * 23009-1 (event messages, section 5.10.3.3), and how codecs are put into boxes: ISO/IEC 14496-14
 * and 14496-15 (MPEG-4 audio, AVC, HEVC), the AV1, VP9, Opus and FLAC bindings to ISOBMFF, ETSI TS
 * 102 366 Annex F (AC-3, Enhanced AC-3).
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.mp4;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
