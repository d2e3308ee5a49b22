package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The write that is being handed to viewers right now: one or several runs, as native entries or,
 * when it goes to many, as one copy. Entering the kernel with one piece of memory costs less than
 * with five, so from a few viewers on the copy pays for itself. One per event loop; what is
 * prepared is valid until the next preparation.
 */
final class GatheredWrite {
  /** Runs are gathered up to so many bytes. */
  private static final int MAX_BYTES = 512 * 1024;

  /** So many viewers make a copy worth it. */
  private static final int COPY_FROM_VIEWERS = 4;

  /** Larger writes are not copied: there the pieces cost little beside the bytes. */
  private static final int MAX_COPY_BYTES = 128 * 1024;

  private final ByteBuf entries;
  private final ByteBuf copy;
  private long address;
  private int entryCount;
  private int length;

  GatheredWrite(ByteBufAllocator allocator) {
    entries = allocator.directBuffer(Vector.MAX_ENTRIES * Vector.ENTRY_LENGTH);
    copy = allocator.directBuffer(MAX_COPY_BYTES);
  }

  /**
   * Prepares the runs from {@code from} on, as many of those before {@code to} as fit.
   *
   * @param viewers how many will get it
   * @return where it ends
   */
  long prepare(RunLog log, Framing framing, long from, long to, int viewers) {
    Vector first = log.get(from).vector(framing);
    address = first.address();
    entryCount = first.entryCount();
    length = first.length();
    long next = from + 1;
    if (next < to && entryCount <= Vector.MAX_ENTRIES) {
      entries.clear();
      first.copyEntriesTo(entries);
      address = entries.memoryAddress();
      while (next < to && add(log.get(next).vector(framing))) {
        next++;
      }
    }
    if (viewers >= COPY_FROM_VIEWERS && length <= MAX_COPY_BYTES) {
      copy(log, framing, from, next);
    }
    return next;
  }

  private boolean add(Vector vector) {
    if (entryCount + vector.entryCount() > Vector.MAX_ENTRIES
        || length + vector.length() > MAX_BYTES) {
      return false;
    }
    vector.copyEntriesTo(entries);
    entryCount += vector.entryCount();
    length += vector.length();
    return true;
  }

  private void copy(RunLog log, Framing framing, long from, long to) {
    copy.clear();
    for (long sequence = from; sequence < to; sequence++) {
      log.get(sequence).vector(framing).copyBytesTo(copy);
    }
    address = copy.memoryAddress();
    entryCount = 1;
  }

  /** Whether the kernel takes it in one call. */
  boolean fitsOneCall() {
    return entryCount <= Vector.MAX_ENTRIES;
  }

  /** Whether {@link #address} is that of the bytes themselves, not of entries. */
  boolean isCopied() {
    return address == copy.memoryAddress();
  }

  long address() {
    return address;
  }

  int entryCount() {
    return entryCount;
  }

  /** Bytes in all. */
  int length() {
    return length;
  }

  void release() {
    entries.release();
    copy.release();
  }
}
