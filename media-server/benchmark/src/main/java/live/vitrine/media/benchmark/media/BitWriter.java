package live.vitrine.media.benchmark.media;

import java.io.ByteArrayOutputStream;

/**
 * Writes the bits of an H.264 syntax structure, then wraps them into a NAL unit (section 7.4.1).
 */
final class BitWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int filled;

  /** u(n): the low {@code count} bits of {@code value}, the highest first. */
  BitWriter bits(int count, long value) {
    for (int i = count - 1; i >= 0; i--) {
      current = (current << 1) | (int) ((value >>> i) & 1);
      if (++filled == Byte.SIZE) {
        bytes.write(current);
        current = 0;
        filled = 0;
      }
    }
    return this;
  }

  BitWriter flag(boolean value) {
    return bits(1, value ? 1 : 0);
  }

  /** ue(v), section 9.1. */
  BitWriter unsignedExpGolomb(int value) {
    int length = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(value + 1)) - 1;
    return bits(length, value + 1L);
  }

  /** Zero bits up to the next byte. */
  BitWriter align() {
    return filled == 0 ? this : bits(Byte.SIZE - filled, 0);
  }

  /**
   * A NAL unit: header byte, the bits with stop bit and alignment, emulation prevention in between.
   */
  byte[] nalUnit(int header) {
    flag(true).align();
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    unit.write(header);
    int zeros = 0;
    for (byte value : bytes.toByteArray()) {
      if (zeros == 2 && (value & 0xFF) <= 3) {
        unit.write(3);
        zeros = 0;
      }
      unit.write(value);
      zeros = value == 0 ? zeros + 1 : 0;
    }
    return unit.toByteArray();
  }
}
