package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import live.vitrine.media.flv.FlvTag;

/**
 * Collects the pieces of one gathered write: bytes of its own (headers of chunks, frames, messages)
 * and pieces of tags, in order. Used once, on one event loop.
 */
public final class VectorBuilder {
  private final ByteBuf own;
  private ByteBuf[] sources = new ByteBuf[16];
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private int count;
  private int ownStart;

  VectorBuilder(ByteBufAllocator allocator) {
    own = allocator.directBuffer(64);
  }

  /**
   * Where to append bytes that precede the next piece of a tag. Borrowed; append only.
   *
   * @return the same buffer every time
   */
  public ByteBuf own() {
    return own;
  }

  /** Appends a whole tag. */
  public void tag(FlvTag tag) {
    piece(tag.buffer(), tag.buffer().readerIndex(), tag.length());
  }

  /**
   * Appends part of a tag's payload.
   *
   * @param from offset within the payload
   */
  public void payload(FlvTag tag, int from, int length) {
    piece(tag.buffer(), tag.payloadIndex() + from, length);
  }

  private void piece(ByteBuf source, int offset, int length) {
    closeOwn();
    if (length > 0) {
      add(source, offset, length);
    }
  }

  private void closeOwn() {
    int end = own.writerIndex();
    if (end > ownStart) {
      add(own, ownStart, end - ownStart);
      ownStart = end;
    }
  }

  private void add(ByteBuf source, int offset, int length) {
    if (count == sources.length) {
      sources = Arrays.copyOf(sources, count * 2);
      offsets = Arrays.copyOf(offsets, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    sources[count] = source;
    offsets[count] = offset;
    lengths[count] = length;
    count++;
  }

  /** The finished vector, owned by the caller. The tags in it must outlive it. */
  Vector build() {
    closeOwn();
    return new Vector(
        own,
        Arrays.copyOf(sources, count),
        Arrays.copyOf(offsets, count),
        Arrays.copyOf(lengths, count));
  }
}
