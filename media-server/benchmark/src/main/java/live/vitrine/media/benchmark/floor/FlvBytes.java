package live.vitrine.media.benchmark.floor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import live.vitrine.media.benchmark.media.MediaFrame;

/** Appends FLV tags (annex E.4.1) in HTTP chunks (RFC 9112 section 7.1) to a ring. One thread. */
final class FlvBytes {
  private static final int TAG_HEADER_BYTES = 11;
  // Leading zeros are allowed in a chunk size, so its place can be kept before the size is known.
  private static final int CHUNK_SIZE_DIGITS = 6;
  private static final int CHUNK_HEADER_BYTES = CHUNK_SIZE_DIGITS + 2;
  private static final byte[] FILE_HEADER = {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0};

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment scratch = MemorySegment.ofArray(new byte[TAG_HEADER_BYTES]);
  private long chunkStart = -1;

  /** Starts a chunk; {@link #endChunk} gives it its size. */
  void startChunk(ByteRing ring) {
    chunkStart = ring.head();
    for (int i = 0; i < CHUNK_HEADER_BYTES; i++) {
      ring.append((byte) 0);
    }
  }

  boolean isInChunk() {
    return chunkStart >= 0;
  }

  /** Where the open chunk starts. */
  long chunkStart() {
    return chunkStart;
  }

  void endChunk(ByteRing ring) {
    long size = ring.head() - chunkStart - CHUNK_HEADER_BYTES;
    for (int i = 0; i < CHUNK_SIZE_DIGITS; i++) {
      long digit = size >>> (4 * (CHUNK_SIZE_DIGITS - 1 - i)) & 0xF;
      scratch.set(JAVA_BYTE, i, (byte) Character.forDigit((int) digit, 16));
    }
    scratch.set(JAVA_BYTE, CHUNK_SIZE_DIGITS, (byte) '\r');
    scratch.set(JAVA_BYTE, CHUNK_SIZE_DIGITS + 1, (byte) '\n');
    ring.put(chunkStart, scratch, CHUNK_HEADER_BYTES);
    ring.append((byte) '\r');
    ring.append((byte) '\n');
    chunkStart = -1;
  }

  void fileHeader(ByteRing ring) {
    ring.append(MemorySegment.ofArray(FILE_HEADER), FILE_HEADER.length);
  }

  void tag(ByteRing ring, MediaFrame frame, int timestamp) {
    int size = frame.size();
    scratch.set(INT, 0, frame.type() << 24 | size);
    scratch.set(INT, 4, timestamp << 8 | timestamp >>> 24);
    for (int i = 8; i < TAG_HEADER_BYTES; i++) {
      scratch.set(JAVA_BYTE, i, (byte) 0);
    }
    ring.append(scratch, TAG_HEADER_BYTES);
    ring.append(frame.body(), size);
    scratch.set(INT, 0, TAG_HEADER_BYTES + size);
    ring.append(scratch, Integer.BYTES);
  }
}
