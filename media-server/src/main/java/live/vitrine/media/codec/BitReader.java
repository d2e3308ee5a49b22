package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecException.Reason;

/**
 * Reads bits, most significant first, from a borrowed range of bytes and never beyond it. For NAL
 * units it leaves out emulation prevention bytes: the 3 of every 00 00 03 (H.264 section 7.4.1).
 */
final class BitReader {
  /** H.264 section 9.1 never needs more leading zero bits than this for a 32-bit value. */
  private static final int MAX_EXP_GOLOMB_ZEROS = 31;

  private final ByteBuf buffer;
  private final int end;
  private final boolean nalUnit;
  private int index;
  private int current;
  private int bitsLeft;
  private int zeroBytes;
  private long position;

  private BitReader(ByteBuf buffer, int index, int length, boolean nalUnit) {
    this.buffer = buffer;
    this.index = index;
    this.end = index + length;
    this.nalUnit = nalUnit;
  }

  static BitReader ofBytes(ByteBuf buffer, int index, int length) {
    return new BitReader(buffer, index, length, false);
  }

  static BitReader ofNalUnit(ByteBuf buffer, int index, int length) {
    return new BitReader(buffer, index, length, true);
  }

  /** At most this many bits are left; fewer when emulation prevention bytes are among them. */
  long remainingBits() {
    return (long) (end - index) * Byte.SIZE + bitsLeft;
  }

  boolean readFlag() {
    return readBits(1) != 0;
  }

  /**
   * @param count 0 to 32
   */
  long readBits(int count) {
    long value = 0;
    int needed = count;
    while (needed > 0) {
      if (bitsLeft == 0) {
        loadByte();
      }
      int taken = Math.min(needed, bitsLeft);
      bitsLeft -= taken;
      value = (value << taken) | ((current >> bitsLeft) & ((1 << taken) - 1));
      needed -= taken;
    }
    position += count;
    return value;
  }

  int readInt(int count) {
    return (int) readBits(count);
  }

  void skipBits(int count) {
    for (int left = count; left > 0; left -= Integer.SIZE) {
      var _ = readBits(Math.min(left, Integer.SIZE));
    }
  }

  /** Skips to the next multiple of eight bits, counted from where this reader began. */
  void alignToByte() {
    skipBits((int) (-position & 7));
  }

  /** ue(v) that must not exceed {@code max}. */
  int readUnsignedExpGolomb(String name, int max) {
    long value = readExpGolomb();
    if (value > max) {
      throw new CodecException(
          Reason.INVALID, "%s is %d, at most %d is allowed".formatted(name, value, max));
    }
    return (int) value;
  }

  /** se(v), section 9.1.1. */
  long readSignedExpGolomb() {
    long code = readExpGolomb();
    return (code & 1) == 1 ? (code + 1) >> 1 : -(code >> 1);
  }

  /** ue(v) of any value; AV1 calls it uvlc(). */
  void skipUnsignedExpGolomb() {
    var _ = readExpGolomb();
  }

  private long readExpGolomb() {
    int zeros = 0;
    while (!readFlag()) {
      zeros++;
      if (zeros > MAX_EXP_GOLOMB_ZEROS) {
        throw new CodecException(
            Reason.INVALID,
            "Exp-Golomb code with more than %d leading zeros".formatted(MAX_EXP_GOLOMB_ZEROS));
      }
    }
    return (1L << zeros) - 1 + readBits(zeros);
  }

  private void loadByte() {
    if (nalUnit && zeroBytes >= 2 && index < end && buffer.getByte(index) == 3) {
      index++;
      zeroBytes = 0;
    }
    if (index >= end) {
      throw new CodecException(Reason.TRUNCATED, "bits end after %d bits".formatted(position));
    }
    current = buffer.getUnsignedByte(index++);
    zeroBytes = current == 0 ? zeroBytes + 1 : 0;
    bitsLeft = Byte.SIZE;
  }
}
