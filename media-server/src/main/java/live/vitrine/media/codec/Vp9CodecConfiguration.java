package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * VPCodecConfigurationRecord ("vpcC"), VP Codec ISO Media File Format Binding. It comes with the
 * version and flags of its full box in front, or without.
 *
 * <pre>
 *  [version 1 | flags UI24] profile | level | depth 4, chroma 3, full range 1 | primaries |
 *  transfer | matrix | UI16 length of initialisation data: 0
 * </pre>
 *
 * <p>The record does not tell the picture's size.
 *
 * @param profile 0 to 3
 * @param level ten times the level's number; 0 when not known
 * @param bitDepth 8, 10 or 12
 * @param chromaSubsampling 0 and 1 are 4:2:0, 2 is 4:2:2, 3 is 4:4:4
 * @param fullRange whether luma uses all values
 * @param colourPrimaries ISO/IEC 23001-8; 2 is unspecified
 * @param transferCharacteristics ISO/IEC 23001-8; 2 is unspecified
 * @param matrixCoefficients ISO/IEC 23001-8; 2 is unspecified
 * @param width 0, as long as {@link #withSizeOf} has not said
 * @param height 0, as long as {@link #withSizeOf} has not said
 * @param bytes version, flags and record
 */
public record Vp9CodecConfiguration(
    int profile,
    int level,
    int bitDepth,
    int chromaSubsampling,
    boolean fullRange,
    int colourPrimaries,
    int transferCharacteristics,
    int matrixCoefficients,
    int width,
    int height,
    ConfigurationBytes bytes)
    implements CodecConfiguration.Video {
  /** Of version, flags and a record without initialisation data, which VP9 does not have. */
  private static final int FULL_LENGTH = 12;

  private static final int VERSION_AND_FLAGS = 4;
  private static final int MAX_LENGTH = 256;

  private static final int BT_709 = 1;
  private static final int UNSPECIFIED = 2;

  /**
   * Parses a record.
   *
   * @param buffer borrowed; the bytes are copied
   * @throws CodecException {@code TRUNCATED}, {@code TOO_LARGE}, {@code INVALID} for another
   *     version, or a profile or bit depth that VP9 does not have
   */
  public static Vp9CodecConfiguration parse(ByteBuf buffer, int index, int length) {
    int recordLength = FULL_LENGTH - VERSION_AND_FLAGS;
    byte[] given =
        ConfigurationBytes.copyOf("vpcC", recordLength, MAX_LENGTH, buffer, index, length).array();
    // Where a bare record has its bit depth, at least 8, a full box has zero bits of its flags.
    boolean full = length >= FULL_LENGTH && given[0] == 1 && (given[2] & 0xF0) == 0;
    byte[] bytes = new byte[FULL_LENGTH];
    bytes[0] = 1;
    // Initialisation data is left out, and so is its length: it must be 0.
    System.arraycopy(given, full ? VERSION_AND_FLAGS : 0, bytes, VERSION_AND_FLAGS, 6);
    int profile = bytes[4] & 0xFF;
    int sampling = bytes[6] & 0xFF;
    int bitDepth = sampling >> 4;
    if (profile > 3 || (bitDepth != 8 && bitDepth != 10 && bitDepth != 12)) {
      throw new CodecException(
          Reason.INVALID,
          "vpcC with profile %d and bit depth %d, allowed are 0 to 3 and 8, 10, 12"
              .formatted(profile, bitDepth));
    }
    return new Vp9CodecConfiguration(
        profile,
        bytes[5] & 0xFF,
        bitDepth,
        sampling >> 1 & 7,
        (sampling & 1) != 0,
        bytes[7] & 0xFF,
        bytes[8] & 0xFF,
        bytes[9] & 0xFF,
        0,
        0,
        ConfigurationBytes.of(bytes));
  }

  /** The same with a size from elsewhere. */
  public Vp9CodecConfiguration withSize(int newWidth, int newHeight) {
    return new Vp9CodecConfiguration(
        profile,
        level,
        bitDepth,
        chromaSubsampling,
        fullRange,
        colourPrimaries,
        transferCharacteristics,
        matrixCoefficients,
        newWidth,
        newHeight,
        bytes);
  }

  /**
   * The same with the size that a frame states, if it is a key frame.
   *
   * @param frame a coded frame; borrowed
   */
  public Vp9CodecConfiguration withSizeOf(ByteBuf frame, int index, int length) {
    PictureSize size = PictureSize.orUnknown(() -> Vp9FrameHeader.size(frame, index, length));
    return size.equals(PictureSize.UNKNOWN) ? this : withSize(size.width(), size.height());
  }

  /**
   * "vp09." with profile, level and bit depth: {@code vp09.00.31.08}; with chroma subsampling and
   * colours behind it when these are not the usual ones.
   */
  @Override
  public String codecString() {
    String name = "vp09.%02d.%02d.%02d".formatted(profile, level, bitDepth);
    boolean usual =
        chromaSubsampling <= 1
            && !fullRange
            && isUsual(colourPrimaries)
            && isUsual(transferCharacteristics)
            && isUsual(matrixCoefficients);
    return usual
        ? name
        : name
            + ".%02d.%02d.%02d.%02d.%02d"
                .formatted(
                    chromaSubsampling,
                    colourPrimaries,
                    transferCharacteristics,
                    matrixCoefficients,
                    fullRange ? 1 : 0);
  }

  private static boolean isUsual(int colour) {
    return colour == BT_709 || colour == UNSPECIFIED;
  }
}
