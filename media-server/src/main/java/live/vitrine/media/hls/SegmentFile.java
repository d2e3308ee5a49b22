package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of one segment: a file without a name, closed and thereby freed when its last reference
 * is released. One thread writes until the segment is complete; then all may send it.
 */
public final class SegmentFile implements PacketSink {
  private final FileChannel channel;
  private final SegmentStore store;
  private final AtomicInteger references = new AtomicInteger(1);
  private final AtomicInteger requests = new AtomicInteger();
  private long length;

  SegmentFile(FileChannel channel, SegmentStore store) {
    this.channel = channel;
    this.store = store;
  }

  @Override
  public void write(ByteBuf packets) {
    int count = packets.readableBytes();
    ByteBuffer source = packets.internalNioBuffer(packets.readerIndex(), count);
    try {
      store.reserve(count);
      write(source, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    length += count;
  }

  private void write(ByteBuffer source, int count) throws IOException {
    try {
      long position = length;
      while (source.hasRemaining()) {
        position += channel.write(source, position);
      }
    } catch (IOException e) {
      store.giveBack(count);
      throw e;
    }
  }

  /**
   * Appends bytes with gathering writes.
   *
   * @param vectors are consumed
   * @param count bytes in all of them
   * @throws IOException also when the store's budget is used up; what the file held before is still
   *     good
   */
  public void append(ByteBuffer[] vectors, int count) throws IOException {
    store.reserve(count);
    try {
      channel.position(length);
      int first = 0;
      for (long left = count; left > 0; ) {
        left -= channel.write(vectors, first, vectors.length - first);
        while (first < vectors.length && !vectors[first].hasRemaining()) {
          first++;
        }
      }
    } catch (IOException e) {
      store.giveBack(count);
      throw e;
    }
    length += count;
  }

  /**
   * Appends bytes of another file, without a copy through this process where the system can. Blocks
   * on both.
   *
   * @throws IOException also when the store's budget is used up; what this file held before is
   *     still good
   */
  public void appendFrom(SegmentFile source, long offset, long count) throws IOException {
    store.reserve(count);
    try {
      long done = 0;
      channel.position(length);
      while (done < count) {
        long moved = source.channel.transferTo(offset + done, count - done, channel);
        if (moved <= 0) {
          throw new IOException("%d of %d bytes are missing".formatted(count - done, count));
        }
        done += moved;
      }
    } catch (IOException e) {
      store.giveBack(count);
      throw e;
    }
    length += count;
  }

  /** Bytes written so far. For the thread that writes, and once the file is complete for all. */
  public long length() {
    return length;
  }

  void countRequest() {
    requests.incrementAndGet();
  }

  int requests() {
    return requests.get();
  }

  /** Adds a reference, unless the last one is gone already. */
  public boolean tryRetain() {
    int count = references.get();
    while (count > 0) {
      if (references.compareAndSet(count, count + 1)) {
        return true;
      }
      count = references.get();
    }
    return false;
  }

  /** Gives a reference back; the last one frees the file. */
  public void release() {
    int left = references.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("segment file released once too often");
    }
    if (left == 0) {
      close();
    }
  }

  /** A part of the file to write to a channel; takes over one reference of the caller's. */
  public FileRegion takeRegion(long position, long count) {
    return new SegmentRegion(this, channel, position, count);
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      store.closed(length);
    }
  }
}
