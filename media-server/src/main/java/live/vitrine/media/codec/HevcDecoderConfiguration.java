package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.codec.CodecException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * HEVCDecoderConfigurationRecord ("hvcC"), ISO/IEC 14496-15 section 8.3.3.1: what a sequence start
 * carries for H.265.
 *
 * <pre>
 *  version 1 | space, tier, profile | UI32 compatibility | UI48 constraints | level | …
 *  … byte 21: …lengthSizeMinusOne | numOfArrays | n × (…NAL type | UI16 count | m × (UI16, NAL))
 * </pre>
 */
public final class HevcDecoderConfiguration implements CodecConfiguration.Video {
  /** Larger than any encoder's record; supplemental information may be in it. */
  public static final int MAX_LENGTH = 32 * 1024;

  /** nal_unit_type values, H.265 table 7-1. */
  public static final int TYPE_VIDEO_PARAMETER_SET = 32;

  public static final int TYPE_SEQUENCE_PARAMETER_SET = 33;
  public static final int TYPE_PICTURE_PARAMETER_SET = 34;

  private static final int FIXED_LENGTH = 23;
  private static final int CONSTRAINT_BYTES = 6;

  private final ConfigurationBytes bytes;
  private final int nalLengthSize;
  private final List<ByteBuf> videoParameterSets = new ArrayList<>();
  private final List<ByteBuf> sequenceParameterSets = new ArrayList<>();
  private final List<ByteBuf> pictureParameterSets = new ArrayList<>();
  private final PictureSize size;

  private HevcDecoderConfiguration(ConfigurationBytes bytes) {
    this.bytes = bytes;
    // A heap buffer of our own: no reference to count.
    ByteBuf in = Unpooled.wrappedBuffer(bytes.array());
    int version = in.getUnsignedByte(0);
    if (version > 1) {
      // Encoders from before the standard was finished write 0.
      throw new CodecException(
          Reason.INVALID, "hvcC version is %d, must be 0 or 1".formatted(version));
    }
    this.nalLengthSize = (in.getByte(FIXED_LENGTH - 2) & 3) + 1;
    if (nalLengthSize == 3) {
      throw new CodecException(Reason.INVALID, "NAL length size is 3, must be 1, 2 or 4");
    }
    in.readerIndex(FIXED_LENGTH - 1);
    int arrays = in.readUnsignedByte();
    for (int i = 0; i < arrays; i++) {
      readArray(in);
    }
    if (videoParameterSets.isEmpty()
        || sequenceParameterSets.isEmpty()
        || pictureParameterSets.isEmpty()) {
      throw new CodecException(
          Reason.INVALID,
          "hvcC with %d VPS, %d SPS and %d PPS, at least 1 of each needed"
              .formatted(
                  videoParameterSets.size(),
                  sequenceParameterSets.size(),
                  pictureParameterSets.size()));
    }
    this.size = PictureSize.orUnknown(() -> HevcPictureSize.of(sequenceParameterSets.getFirst()));
  }

  /**
   * Parses a record.
   *
   * @param buffer borrowed; the bytes are copied
   * @throws CodecException {@code TRUNCATED}, {@code TOO_LARGE} above {@link #MAX_LENGTH}, {@code
   *     INVALID} for another version, a NAL length size of 3, a missing parameter set, or one of
   *     the wrong NAL type
   */
  public static HevcDecoderConfiguration parse(ByteBuf buffer, int index, int length) {
    return new HevcDecoderConfiguration(
        ConfigurationBytes.copyOf("hvcC", FIXED_LENGTH, MAX_LENGTH, buffer, index, length));
  }

  private void readArray(ByteBuf in) {
    if (in.readableBytes() < 3) {
      throw new CodecException(Reason.TRUNCATED, "hvcC ends inside its arrays");
    }
    int type = in.readByte() & 0x3F;
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      int length = in.readableBytes() < 2 ? Integer.MAX_VALUE : in.readUnsignedShort();
      if (length > in.readableBytes()) {
        throw new CodecException(
            Reason.TRUNCATED,
            "hvcC ends inside NAL unit %d of %d of type %d".formatted(i + 1, count, type));
      }
      // The type is bits 6 to 1 of a header of two bytes.
      if (length < 2 || (in.getByte(in.readerIndex()) >> 1 & 0x3F) != type) {
        throw new CodecException(
            Reason.INVALID, "NAL unit %d of hvcC is not of type %d".formatted(i + 1, type));
      }
      ByteBuf unit = in.readSlice(length).asReadOnly();
      switch (type) {
        case TYPE_VIDEO_PARAMETER_SET -> videoParameterSets.add(unit);
        case TYPE_SEQUENCE_PARAMETER_SET -> sequenceParameterSets.add(unit);
        case TYPE_PICTURE_PARAMETER_SET -> pictureParameterSets.add(unit);
        default -> {
          // Supplemental information: stays in the record, nothing here needs it.
        }
      }
    }
  }

  /** Bytes of the length in front of every NAL unit: 1, 2 or 4. */
  public int nalLengthSize() {
    return nalLengthSize;
  }

  /** VPS NAL units without length or start code; at least one. Read-only, nothing to release. */
  public List<ByteBuf> videoParameterSets() {
    return List.copyOf(videoParameterSets);
  }

  /** SPS NAL units without length or start code; at least one. Read-only, nothing to release. */
  public List<ByteBuf> sequenceParameterSets() {
    return List.copyOf(sequenceParameterSets);
  }

  /** PPS NAL units without length or start code; at least one. Read-only, nothing to release. */
  public List<ByteBuf> pictureParameterSets() {
    return List.copyOf(pictureParameterSets);
  }

  /**
   * "hvc1." with profile, compatibility flags in reverse bit order, tier and level, and the bytes
   * of constraints up to the last that is not zero: {@code hvc1.1.6.L93.B0}. Section E.3.
   */
  @Override
  public String codecString() {
    ByteBuf in = Unpooled.wrappedBuffer(bytes.array());
    int first = in.getUnsignedByte(1);
    int space = first >> 6;
    var name = new StringBuilder("hvc1.");
    if (space > 0) {
      name.append((char) ('A' + space - 1));
    }
    name.append(first & 0x1F).append('.');
    name.append("%X".formatted(Integer.reverse(in.getInt(2)))).append('.');
    name.append((first & 0x20) == 0 ? 'L' : 'H').append(in.getUnsignedByte(12));
    int constraints = CONSTRAINT_BYTES;
    while (constraints > 0 && in.getByte(6 + constraints - 1) == 0) {
      constraints--;
    }
    for (int i = 0; i < constraints; i++) {
      name.append(".%X".formatted(in.getUnsignedByte(6 + i)));
    }
    return name.toString();
  }

  @Override
  public ConfigurationBytes bytes() {
    return bytes;
  }

  @Override
  public int width() {
    return size.width();
  }

  @Override
  public int height() {
    return size.height();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HevcDecoderConfiguration that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return "HevcDecoderConfiguration[%s, %d x %d]".formatted(codecString(), width(), height());
  }
}
