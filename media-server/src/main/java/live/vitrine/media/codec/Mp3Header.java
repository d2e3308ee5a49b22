package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * What the four bytes in front of every frame of MPEG audio layer III say, ISO/IEC 11172-3 section
 * 2.4.1.3, with the halved rates of ISO/IEC 13818-3 and the quartered ones of "MPEG 2.5".
 *
 * @param sampleRate Hz
 * @param channels 1 or 2
 * @param samplesPerFrame 1152, or 576 with lower rates
 */
public record Mp3Header(int sampleRate, int channels, int samplesPerFrame)
    implements CodecConfiguration.Audio {
  private static final ConfigurationBytes NONE = ConfigurationBytes.of(new byte[0]);
  private static final int SYNC = 0x7FF;
  private static final int LAYER_III = 1;
  private static final int RESERVED_VERSION = 1;
  private static final int VERSION_1 = 3;
  private static final int VERSION_2 = 2;
  private static final int MONO = 3;
  private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

  /**
   * Reads the header of a coded frame.
   *
   * @param buffer borrowed
   * @throws CodecException {@code TRUNCATED}, {@code INVALID} without the sync bits or for reserved
   *     values, {@code UNSUPPORTED} for another layer
   */
  public static Mp3Header parse(ByteBuf buffer, int index, int length) {
    BitReader in = BitReader.ofBytes(buffer, index, length);
    int sync = in.readInt(11);
    int version = in.readInt(2);
    int layer = in.readInt(2);
    in.skipBits(1 + 4); // protection_bit, bitrate_index
    int rate = in.readInt(2);
    in.skipBits(1 + 1); // padding_bit, private_bit
    int mode = in.readInt(2);
    if (sync != SYNC || version == RESERVED_VERSION || rate == SAMPLE_RATES.length) {
      throw new CodecException(
          Reason.INVALID,
          "MPEG audio with sync 0x%03x, version %d and rate %d".formatted(sync, version, rate));
    }
    if (layer != LAYER_III) {
      throw new CodecException(
          Reason.UNSUPPORTED, "MPEG audio with layer bits %d, layer III is 1".formatted(layer));
    }
    int divisor = version == VERSION_1 ? 1 : version == VERSION_2 ? 2 : 4;
    return new Mp3Header(
        SAMPLE_RATES[rate] / divisor, mode == MONO ? 1 : 2, version == VERSION_1 ? 1152 : 576);
  }

  @Override
  public ConfigurationBytes bytes() {
    return NONE;
  }

  @Override
  public String codecString() {
    return "mp4a.40.34";
  }
}
