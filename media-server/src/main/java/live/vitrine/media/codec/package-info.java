/**
 * Parameters of the bitstreams that pass through: what a decoder configuration says about picture,
 * sound and framing. Payload bytes are looked at, never changed.
 *
 * <p>Depends on {@code flv}, for the names of codecs. All functions are pure and work on any
 * thread; every value is immutable, {@link live.vitrine.media.codec.AvcNalUnits} excepted. Buffers
 * are borrowed and their indices stay where they are. The one exception is {@link
 * live.vitrine.media.codec.CodecException}.
 *
 * <p>Implements parts of ISO/IEC 14496-15 (AVC and HEVC configuration and NAL framing, sections 5
 * and 8), ITU-T H.264 (sequence parameter sets, section 7.3.2.1 and Annex E), ITU-T H.265 (section
 * 7.3.2.2), the ISO bindings of AV1 and VP9, ISO/IEC 14496-3 (AudioSpecificConfig, section 1.6.2),
 * RFC 7845 (Opus), RFC 9639 (FLAC), ETSI TS 102 366 (AC-3 and E-AC-3) and RFC 6381 (codec strings).
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.codec;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
