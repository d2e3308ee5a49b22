package live.vitrine.media.benchmark.media;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 34 bytes in every frame that say which one it is and when it was sent.
 *
 * <pre>
 *   [ UUID 16 | frame number 9 | send time 9 ]
 * </pre>
 *
 * <p>The time is {@link System#nanoTime}, which is CLOCK_MONOTONIC on Linux and therefore the same
 * clock in every process of the machine. Both numbers are written seven bits to a byte with the
 * eighth set: no byte can start an H.264 start code, so stamping never changes the size of a NAL
 * unit.
 */
public final class FrameStamp {
  /** Bytes a stamp takes. */
  public static final int BYTES = 34;

  private static final int NUMBER_OFFSET = 16;
  private static final int TIME_OFFSET = 25;
  private static final int NUMBER_BYTES = 9;
  private static final long UUID_HIGH = 0x7669_7472_696E_6542L;
  private static final long UUID_LOW = 0xB54A_9C21_6265_6E63L;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private FrameStamp() {}

  /** A stamp of frame 0 at time 0, to be overwritten in place. */
  static byte[] blank() {
    byte[] bytes = new byte[BYTES];
    var _ = ByteBuffer.wrap(bytes).putLong(UUID_HIGH).putLong(UUID_LOW);
    write(MemorySegment.ofArray(bytes), 0, 0, 0);
    return bytes;
  }

  /** Writes both numbers into the stamp at {@code offset}. */
  public static void write(MemorySegment frame, long offset, long number, long nanos) {
    writeNumber(frame, offset + NUMBER_OFFSET, number);
    writeNumber(frame, offset + TIME_OFFSET, nanos);
  }

  /** Whether a stamp starts at {@code offset}. */
  public static boolean isAt(MemorySegment frame, long offset) {
    return frame.get(LONG, offset) == UUID_HIGH && frame.get(LONG, offset + Long.BYTES) == UUID_LOW;
  }

  /** Frame number, counted per kind from 0 without a gap. */
  public static long number(MemorySegment frame, long offset) {
    return readNumber(frame, offset + NUMBER_OFFSET);
  }

  /** Send time in nanoseconds of {@link System#nanoTime}. */
  public static long nanos(MemorySegment frame, long offset) {
    return readNumber(frame, offset + TIME_OFFSET);
  }

  private static void writeNumber(MemorySegment frame, long offset, long value) {
    for (int i = 0; i < NUMBER_BYTES; i++) {
      frame.set(
          JAVA_BYTE, offset + i, (byte) (0x80 | ((value >>> (7 * (NUMBER_BYTES - 1 - i))) & 0x7F)));
    }
  }

  private static long readNumber(MemorySegment frame, long offset) {
    long value = 0;
    for (int i = 0; i < NUMBER_BYTES; i++) {
      value = (value << 7) | (frame.get(JAVA_BYTE, offset + i) & 0x7F);
    }
    return value;
  }
}
