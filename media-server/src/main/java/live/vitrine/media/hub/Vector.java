package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A gathered write, made once and used for every viewer that stands at its beginning: native {@code
 * struct iovec} entries for the direct path, and the same pieces as buffers for the pipeline.
 * Confined to one event loop. Owns its own bytes, not the tags it points into.
 */
final class Vector {
  /** The kernel's limit of entries for one {@code writev} (IOV_MAX). */
  static final int MAX_ENTRIES = 1024;

  static final int ENTRY_LENGTH = 16;

  private final ByteBuf own;
  private final ByteBuf[] sources;
  private final int[] offsets;
  private final int[] lengths;
  private final int length;
  private final ByteBuf entries;

  Vector(ByteBuf own, ByteBuf[] sources, int[] offsets, int[] lengths) {
    this.own = own;
    this.sources = sources;
    this.offsets = offsets;
    this.lengths = lengths;
    this.entries = own.alloc().directBuffer(sources.length * ENTRY_LENGTH);
    int total = 0;
    for (int i = 0; i < sources.length; i++) {
      entries.writeLongLE(sources[i].memoryAddress() + offsets[i]);
      entries.writeLongLE(lengths[i]);
      total += lengths[i];
    }
    this.length = total;
  }

  /** Bytes in all. */
  int length() {
    return length;
  }

  int entryCount() {
    return sources.length;
  }

  /** Address of the native entries; valid until {@link #release}. */
  long address() {
    return entries.memoryAddress();
  }

  /** Copies the native entries to another place, to gather several vectors into one write. */
  void copyEntriesTo(ByteBuf target) {
    target.writeBytes(entries, entries.readerIndex(), entries.readableBytes());
  }

  /** Copies the bytes themselves. */
  void copyBytesTo(ByteBuf target) {
    for (int i = 0; i < sources.length; i++) {
      target.writeBytes(sources[i], offsets[i], lengths[i]);
    }
  }

  /** Everything from {@code skip} bytes on, for the pipeline. The caller owns the result. */
  ByteBuf retainedRemainder(int skip) {
    CompositeByteBuf rest = Unpooled.compositeBuffer(Math.max(2, sources.length));
    int left = skip;
    for (int i = 0; i < sources.length; i++) {
      if (left >= lengths[i]) {
        left -= lengths[i];
        continue;
      }
      rest.addComponent(true, sources[i].retainedSlice(offsets[i] + left, lengths[i] - left));
      left = 0;
    }
    return rest;
  }

  void release() {
    own.release();
    entries.release();
  }
}
