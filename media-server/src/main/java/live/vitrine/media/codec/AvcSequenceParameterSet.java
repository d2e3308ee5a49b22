package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import java.util.OptionalDouble;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * What an H.264 sequence parameter set says about the picture, section 7.3.2.1.
 *
 * @param profile profile_idc, for example 100 for High
 * @param constraints the byte of constraint flags behind it
 * @param level level_idc, ten times the level's number
 * @param width luma samples after cropping
 * @param height luma samples after cropping
 * @param unitsInTick num_units_in_tick of the timing information; 0 when there is none
 * @param timeScale time_scale in Hz; 0 when there is none
 */
public record AvcSequenceParameterSet(
    int profile,
    int constraints,
    int level,
    int width,
    int height,
    long unitsInTick,
    long timeScale) {
  /** In both directions; H.264's highest level ends at 16,880 luma samples. */
  public static final int MAX_PICTURE_SIZE = 16_896;

  /**
   * Parses a NAL unit of type 7.
   *
   * @param buffer borrowed
   * @param index where the NAL unit's header byte is
   * @throws CodecException {@code TRUNCATED} or {@code INVALID}
   */
  public static AvcSequenceParameterSet parse(ByteBuf buffer, int index, int length) {
    BitReader in = BitReader.ofNalUnit(buffer, index, length);
    int type = in.readInt(8) & 0x1F;
    if (type != AvcNalUnits.TYPE_SEQUENCE_PARAMETER_SET) {
      throw new CodecException(
          Reason.INVALID, "NAL unit type is %d, an SPS has type 7".formatted(type));
    }
    return new SequenceParameterSetParser(in).parse();
  }

  /** Pictures per second where the stream states it; a field is half a picture (Annex E.2.1). */
  public OptionalDouble frameRate() {
    return unitsInTick == 0 || timeScale == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(timeScale / (2.0 * unitsInTick));
  }

  /** "avc1." with profile, constraints and level as six hexadecimal digits. */
  public String codecString() {
    return "avc1.%02x%02x%02x".formatted(profile, constraints, level);
  }
}
