package live.vitrine.media.recording.finish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Finds how much of an FLV file is whole: up to the last tag whose size stands behind it too (Adobe
 * Flash Video File Format Specification, section E.3).
 *
 * @param wholeLength bytes
 * @param lastMillis time of the last whole tag
 */
record FlvRepair(long wholeLength, long lastMillis) {
  private static final int FILE_HEADER = 13;
  private static final int TAG_HEADER = 11;
  private static final int TRAILER = 4;

  static FlvRepair scan(FileChannel channel) throws IOException {
    long size = channel.size();
    long at = FILE_HEADER;
    long last = 0;
    ByteBuffer header = ByteBuffer.allocate(TAG_HEADER);
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
    while (at + TAG_HEADER + TRAILER <= size) {
      read(channel, header.clear(), at);
      int length = header.getInt(0) & 0xFFFFFF;
      long end = at + TAG_HEADER + length + TRAILER;
      if (end > size) {
        break;
      }
      read(channel, trailer.clear(), end - TRAILER);
      if (trailer.getInt(0) != TAG_HEADER + length) {
        break;
      }
      last = Math.max(last, (header.getInt(3) & 0xFFFFFFL) | (header.get(7) & 0xFFL) << 24);
      at = end;
    }
    return new FlvRepair(Math.min(at, size), last);
  }

  private static void read(FileChannel channel, ByteBuffer target, long position)
      throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, position + target.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
  }
}
