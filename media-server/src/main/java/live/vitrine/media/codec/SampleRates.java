package live.vitrine.media.codec;

import live.vitrine.media.codec.CodecException.Reason;

/** samplingFrequencyIndex, ISO/IEC 14496-3 table 1.18. */
final class SampleRates {
  /** The rate follows as a 24-bit number. */
  static final int ESCAPE = 15;

  private static final int MAX_RATE = 192_000;

  private static final int[] TABLE = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  private SampleRates() {}

  static int read(BitReader in) {
    int index = in.readInt(4);
    int rate = 0;
    if (index == ESCAPE) {
      rate = in.readInt(24);
    } else if (index < TABLE.length) {
      rate = TABLE[index];
    }
    if (rate < 1 || rate > MAX_RATE) {
      throw new CodecException(
          Reason.INVALID, "sampling index %d with rate %d".formatted(index, rate));
    }
    return rate;
  }

  static int indexOf(int rate) {
    for (int i = 0; i < TABLE.length; i++) {
      if (TABLE[i] == rate) {
        return i;
      }
    }
    return ESCAPE;
  }
}
