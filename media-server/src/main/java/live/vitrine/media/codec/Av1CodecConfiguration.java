package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * AV1CodecConfigurationRecord ("av1C"), AV1 Codec ISO Media File Format Binding section 2.3.
 *
 * <pre>
 *  1 version 1 | profile 3, level 5 | tier 1, high depth 1, twelve bit 1, … | … | configOBUs …
 * </pre>
 *
 * @param profile seq_profile, 0 Main, 1 High, 2 Professional
 * @param level seq_level_idx of the first operating point
 * @param highTier whether the tier is High
 * @param bitDepth 8, 10 or 12
 * @param width from the sequence header in the record; 0 when it has none
 * @param height from the sequence header in the record; 0 when it has none
 * @param bytes the record as it came
 */
public record Av1CodecConfiguration(
    int profile,
    int level,
    boolean highTier,
    int bitDepth,
    int width,
    int height,
    ConfigurationBytes bytes)
    implements CodecConfiguration.Video {
  /** Larger than any encoder's record; metadata may be in it. */
  public static final int MAX_LENGTH = 16 * 1024;

  private static final int FIXED_LENGTH = 4;
  private static final int MARKER_AND_VERSION = 0x81;

  /**
   * Parses a record.
   *
   * @param buffer borrowed; the bytes are copied
   * @throws CodecException {@code TRUNCATED}, {@code TOO_LARGE} above {@link #MAX_LENGTH}, {@code
   *     INVALID} for another marker or version
   */
  public static Av1CodecConfiguration parse(ByteBuf buffer, int index, int length) {
    ConfigurationBytes bytes =
        ConfigurationBytes.copyOf("av1C", FIXED_LENGTH, MAX_LENGTH, buffer, index, length);
    int marker = buffer.getUnsignedByte(index);
    if (marker != MARKER_AND_VERSION) {
      throw new CodecException(
          Reason.INVALID,
          "av1C marker and version are 0x%02x, must be 0x%02x"
              .formatted(marker, MARKER_AND_VERSION));
    }
    int profileAndLevel = buffer.getUnsignedByte(index + 1);
    int flags = buffer.getUnsignedByte(index + 2);
    int bitDepth = 8;
    if ((flags & 0x40) != 0) {
      bitDepth = (flags & 0x20) == 0 ? 10 : 12;
    }
    PictureSize size =
        PictureSize.orUnknown(
            () -> Av1SequenceHeader.size(buffer, index + FIXED_LENGTH, length - FIXED_LENGTH));
    return new Av1CodecConfiguration(
        profileAndLevel >> 5,
        profileAndLevel & 0x1F,
        (flags & 0x80) != 0,
        bitDepth,
        size.width(),
        size.height(),
        bytes);
  }

  /** "av01." with profile, level and tier, and bit depth: {@code av01.0.04M.08}; section 5. */
  @Override
  public String codecString() {
    return "av01.%d.%02d%s.%02d".formatted(profile, level, highTier ? "H" : "M", bitDepth);
  }
}
