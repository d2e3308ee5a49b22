package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * AC3SpecificBox ("dac3"), ETSI TS 102 366 section F.4, from the first bytes of a syncframe
 * (sections 4.3.1 and 4.3.2).
 *
 * @param sampleRate Hz
 * @param channels with the low-frequency one
 * @param bytes the content of a dac3 box
 */
public record Ac3SpecificConfig(int sampleRate, int channels, ConfigurationBytes bytes)
    implements CodecConfiguration.Audio {
  /** Samples that every frame decodes to. */
  public static final int SAMPLES_PER_FRAME = 1536;

  static final int SYNC_WORD = 0x0B77;
  static final int MAX_BITSTREAM_ID = 8;
  private static final int RESERVED_RATE = 3;
  private static final int FRAME_SIZE_CODES = 38;
  private static final int[] SAMPLE_RATES = {48_000, 44_100, 32_000};

  /** Full-range channels of acmod 0 (two mono programmes) to 7 (3/2), table 4.3. */
  private static final int[] CHANNELS = {2, 1, 2, 3, 3, 4, 4, 5};

  /**
   * Reads the header of a coded frame.
   *
   * @param buffer borrowed
   * @throws CodecException {@code TRUNCATED}, {@code INVALID} for another sync word or reserved
   *     values, {@code UNSUPPORTED} for bitstreams of another version
   */
  public static Ac3SpecificConfig parse(ByteBuf buffer, int index, int length) {
    BitReader in = BitReader.ofBytes(buffer, index, length);
    checkSyncWord(in.readInt(16));
    in.skipBits(16); // crc1
    int rateCode = in.readInt(2);
    int sizeCode = in.readInt(6);
    int bitstreamId = in.readInt(5);
    int bitstreamMode = in.readInt(3);
    if (bitstreamId > MAX_BITSTREAM_ID) {
      throw new CodecException(
          Reason.UNSUPPORTED,
          "AC-3 bitstream version is %d, at most %d".formatted(bitstreamId, MAX_BITSTREAM_ID));
    }
    if (rateCode == RESERVED_RATE || sizeCode >= FRAME_SIZE_CODES) {
      throw new CodecException(
          Reason.INVALID,
          "AC-3 with rate code %d and frame size code %d".formatted(rateCode, sizeCode));
    }
    int channelMode = in.readInt(3);
    if ((channelMode & 1) != 0 && channelMode != 1) {
      in.skipBits(2); // cmixlev
    }
    if ((channelMode & 4) != 0) {
      in.skipBits(2); // surmixlev
    }
    if (channelMode == 2) {
      in.skipBits(2); // dsurmod
    }
    int lowFrequency = in.readInt(1);
    int box =
        rateCode << 22
            | bitstreamId << 17
            | bitstreamMode << 14
            | channelMode << 11
            | lowFrequency << 10
            | (sizeCode >> 1) << 5;
    byte[] bytes = {(byte) (box >> 16), (byte) (box >> 8), (byte) box};
    return new Ac3SpecificConfig(
        SAMPLE_RATES[rateCode],
        fullRangeChannels(channelMode) + lowFrequency,
        ConfigurationBytes.of(bytes));
  }

  static void checkSyncWord(int word) {
    if (word != SYNC_WORD) {
      throw new CodecException(
          Reason.INVALID,
          "AC-3 frame begins with 0x%04x, must be 0x%04x".formatted(word, SYNC_WORD));
    }
  }

  static int sampleRateOf(int code) {
    return SAMPLE_RATES[code];
  }

  static int fullRangeChannels(int channelMode) {
    return CHANNELS[channelMode];
  }

  @Override
  public String codecString() {
    return "ac-3";
  }
}
