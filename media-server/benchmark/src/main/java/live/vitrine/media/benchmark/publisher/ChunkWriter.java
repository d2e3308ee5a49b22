package live.vitrine.media.benchmark.publisher;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Cuts messages into chunks (RTMP section 5.3.1): a full header, type 0, then type 3. Time stamps
 * stay below 0xFFFFFF, four and a half hours, so there are no extended ones. Belongs to one thread.
 */
final class ChunkWriter {
  static final int SET_CHUNK_SIZE = 1;
  private static final int FULL_HEADER_BYTES = 12;
  private static final int CONTINUATION = 0xC0;
  private static final int MAX_TIMESTAMP = 0xFFFFFE;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt LITTLE_ENDIAN_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int chunkSize;

  /**
   * @param chunkSize payload bytes in a chunk, at least 128, so that a stamp lies in the first one
   */
  ChunkWriter(int chunkSize) {
    if (chunkSize < 128 || chunkSize > 65_536) {
      throw new IllegalArgumentException("chunk size " + chunkSize + " is not within 128 to 65536");
    }
    this.chunkSize = chunkSize;
  }

  /** Writes one message at {@code at} of {@code out}; answers the position behind it. */
  long write(
      MemorySegment out,
      long at,
      int chunkStream,
      int type,
      int messageStream,
      int timestamp,
      MemorySegment body) {
    if (timestamp > MAX_TIMESTAMP) {
      throw new IllegalArgumentException("time stamp " + timestamp + " needs an extended one");
    }
    long size = body.byteSize();
    out.set(JAVA_BYTE, at, (byte) chunkStream);
    out.set(INT, at + 1, timestamp << 8 | (int) (size >>> 16));
    out.set(INT, at + 5, (int) (size & 0xFFFF) << 16 | type << 8);
    out.set(LITTLE_ENDIAN_INT, at + 8, messageStream);
    long position = at + FULL_HEADER_BYTES;
    for (long from = 0; from < size; from += chunkSize) {
      if (from > 0) {
        out.set(JAVA_BYTE, position++, (byte) (CONTINUATION | chunkStream));
      }
      long length = Math.min(chunkSize, size - from);
      MemorySegment.copy(body, from, out, position, length);
      position += length;
    }
    return position;
  }
}
