package live.vitrine.media.benchmark.floor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import live.vitrine.media.benchmark.linux.Posix;

/**
 * The newest bytes of one stream at ever-growing positions; what is older than the capacity is
 * gone. Belongs to one thread.
 */
final class ByteRing {
  private final MemorySegment memory;
  private final MemorySegment vectors;
  private final long mask;
  private long head;

  /** Makes a ring of {@code capacity} bytes, a power of two. */
  ByteRing(Arena arena, long capacity) {
    if (Long.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(capacity + " is no power of two");
    }
    memory = arena.allocate(capacity);
    vectors = arena.allocate(4 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
    mask = capacity - 1;
  }

  /** Position behind the newest byte. */
  long head() {
    return head;
  }

  /** Whether the bytes from {@code position} on are still there. */
  boolean holds(long position) {
    return head - position <= mask + 1;
  }

  void append(MemorySegment bytes, long length) {
    put(head, bytes, length);
    head += length;
  }

  /** Overwrites bytes that were appended before. */
  void put(long position, MemorySegment bytes, long length) {
    long at = position & mask;
    long first = Math.min(length, mask + 1 - at);
    MemorySegment.copy(bytes, 0, memory, at, first);
    MemorySegment.copy(bytes, first, memory, 0, length - first);
  }

  void append(byte value) {
    memory.set(JAVA_BYTE, head & mask, value);
    head++;
  }

  /** Sends what lies between two positions in one call; answers as send(2) does. */
  long send(Posix posix, int socket, long position, long end) {
    long at = position & mask;
    long length = end - position;
    long first = Math.min(length, mask + 1 - at);
    if (first == length) {
      return posix.send(socket, memory.asSlice(at, length), length);
    }
    vectors.set(ADDRESS, 0, memory.asSlice(at));
    vectors.set(JAVA_LONG, 8, first);
    vectors.set(ADDRESS, 16, memory);
    vectors.set(JAVA_LONG, 24, length - first);
    return posix.writev(socket, vectors, 2);
  }
}
