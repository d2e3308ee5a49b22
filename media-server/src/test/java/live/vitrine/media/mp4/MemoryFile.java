package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** A file of bytes in memory, as far as it is read and written at its end here. */
final class MemoryFile extends FileChannel {
  private byte[] bytes;
  private long position;
  private long hole;

  MemoryFile(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The same with so many bytes behind it that nobody reads. */
  static MemoryFile withHole(byte[] bytes, long length) {
    MemoryFile file = new MemoryFile(bytes);
    file.hole = length;
    return file;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int read(ByteBuffer to, long at) {
    if (at >= bytes.length) {
      return -1;
    }
    int count = Math.min(to.remaining(), bytes.length - (int) at);
    to.put(bytes, (int) at, count);
    return count;
  }

  @Override
  public int write(ByteBuffer from) {
    int count = from.remaining();
    bytes = Arrays.copyOf(bytes, bytes.length + count);
    from.get(bytes, bytes.length - count, count);
    position = bytes.length;
    return count;
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) {
    // As the system may do: not everything at once.
    return from[first].remaining() > 0 ? write(from[first]) : write(from, first + 1, count - 1);
  }

  @Override
  public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
    int length = (int) Math.min(count, bytes.length - at);
    return length <= 0 ? 0 : target.write(ByteBuffer.wrap(bytes, (int) at, length));
  }

  @Override
  public long size() {
    return bytes.length + hole;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public FileChannel position(long at) {
    position = at;
    return this;
  }

  @Override
  public FileChannel truncate(long size) {
    bytes = Arrays.copyOf(bytes, (int) size);
    return this;
  }

  @Override
  public int read(ByteBuffer to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] to, int first, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from, long at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {}

  @Override
  public long transferFrom(ReadableByteChannel source, long at, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long at, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long at, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long at, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseChannel() {}
}
