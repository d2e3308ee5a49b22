package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.codec.CodecException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * AVCDecoderConfigurationRecord ("avcC"), ISO/IEC 14496-15 section 5.3.3.1: what an FLV sequence
 * header carries for H.264.
 *
 * <pre>
 *  version 1 | profile | compatibility | level | 111111 lengthSizeMinusOne
 *  111 numOfSPS | n × (UI16 length, SPS) | numOfPPS | n × (UI16 length, PPS) | extensions …
 * </pre>
 *
 * <p>The extensions of the high profiles behind the picture parameter sets repeat what the sequence
 * parameter set says and are not read.
 */
public final class AvcDecoderConfiguration implements CodecConfiguration.Video {
  /** Larger than any encoder's record; the formal limit is some 20 MB. */
  public static final int MAX_LENGTH = 16 * 1024;

  private static final int VERSION = 1;
  private static final int FIXED_LENGTH = 6;

  private final ConfigurationBytes bytes;
  private final int nalLengthSize;
  private final List<ByteBuf> sequenceParameterSets;
  private final List<ByteBuf> pictureParameterSets;
  private final PictureSize size;

  private AvcDecoderConfiguration(
      ConfigurationBytes bytes,
      int nalLengthSize,
      List<ByteBuf> sequences,
      List<ByteBuf> pictures) {
    this.bytes = bytes;
    this.nalLengthSize = nalLengthSize;
    this.sequenceParameterSets = List.copyOf(sequences);
    this.pictureParameterSets = List.copyOf(pictures);
    this.size = PictureSize.orUnknown(this::readSize);
  }

  private PictureSize readSize() {
    AvcSequenceParameterSet set = sequenceParameterSet();
    return new PictureSize(set.width(), set.height());
  }

  /**
   * Parses a record.
   *
   * @param buffer borrowed; the bytes are copied
   * @throws CodecException {@code TRUNCATED}, {@code TOO_LARGE} above {@link #MAX_LENGTH}, {@code
   *     INVALID} for another version, a NAL length size of 3, no parameter set, or a parameter set
   *     of the wrong NAL type
   */
  public static AvcDecoderConfiguration parse(ByteBuf buffer, int index, int length) {
    ConfigurationBytes bytes =
        ConfigurationBytes.copyOf("avcC", FIXED_LENGTH, MAX_LENGTH, buffer, index, length);
    // A heap buffer of our own: no reference to count.
    ByteBuf in = Unpooled.wrappedBuffer(bytes.array());
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new CodecException(
          Reason.INVALID, "avcC version is %d, must be %d".formatted(version, VERSION));
    }
    int nalLengthSize = (in.getByte(4) & 3) + 1;
    if (nalLengthSize == 3) {
      throw new CodecException(Reason.INVALID, "NAL length size is 3, must be 1, 2 or 4");
    }
    int sequenceCount = in.getByte(5) & 0x1F;
    in.readerIndex(FIXED_LENGTH);
    List<ByteBuf> sequences =
        readSets(in, sequenceCount, AvcNalUnits.TYPE_SEQUENCE_PARAMETER_SET, "SPS");
    if (!in.isReadable()) {
      throw new CodecException(Reason.TRUNCATED, "avcC ends before the number of PPS");
    }
    List<ByteBuf> pictures =
        readSets(in, in.readUnsignedByte(), AvcNalUnits.TYPE_PICTURE_PARAMETER_SET, "PPS");
    return new AvcDecoderConfiguration(bytes, nalLengthSize, sequences, pictures);
  }

  private static List<ByteBuf> readSets(ByteBuf in, int count, int nalType, String name) {
    if (count == 0) {
      throw new CodecException(Reason.INVALID, "avcC without " + name);
    }
    List<ByteBuf> sets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = in.readableBytes() < 2 ? Integer.MAX_VALUE : in.readUnsignedShort();
      if (length > in.readableBytes()) {
        throw new CodecException(
            Reason.TRUNCATED, "avcC ends inside %s %d of %d".formatted(name, i + 1, count));
      }
      if (length == 0 || (in.getByte(in.readerIndex()) & 0x1F) != nalType) {
        throw new CodecException(
            Reason.INVALID, "%s %d is no NAL unit of type %d".formatted(name, i + 1, nalType));
      }
      sets.add(in.readSlice(length).asReadOnly());
    }
    return sets;
  }

  /** Bytes of the length in front of every NAL unit: 1, 2 or 4. */
  public int nalLengthSize() {
    return nalLengthSize;
  }

  /** SPS NAL units without length or start code; at least one. Read-only, nothing to release. */
  public List<ByteBuf> sequenceParameterSets() {
    return sequenceParameterSets;
  }

  /** PPS NAL units without length or start code; at least one. Read-only, nothing to release. */
  public List<ByteBuf> pictureParameterSets() {
    return pictureParameterSets;
  }

  /**
   * Parses the first sequence parameter set: picture size and rate.
   *
   * @throws CodecException when it is damaged
   */
  public AvcSequenceParameterSet sequenceParameterSet() {
    ByteBuf set = sequenceParameterSets.getFirst();
    return AvcSequenceParameterSet.parse(set, set.readerIndex(), set.readableBytes());
  }

  /** "avc1." with profile, compatibility and level as six hexadecimal digits. */
  @Override
  public String codecString() {
    byte[] record = bytes.array();
    return "avc1.%02x%02x%02x".formatted(record[1], record[2], record[3]);
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
    return other instanceof AvcDecoderConfiguration that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return "AvcDecoderConfiguration[%s, NAL length size %d]"
        .formatted(codecString(), nalLengthSize);
  }
}
