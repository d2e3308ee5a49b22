package live.vitrine.media.webhook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records in a segment file, one behind the other:
 *
 * <pre>
 *  [ length, 4 bytes | CRC-32C of the content, 4 bytes | content … ]
 * </pre>
 *
 * A record whose length is out of bounds or whose check fails ends the file: it was being written
 * when the machine stopped, or is damaged.
 */
final class RecordFormat {
  /** Of one content. Events are far smaller. */
  static final int MAX_BYTES = 64 * 1024;

  static final int HEADER_BYTES = 8;

  private RecordFormat() {}

  /** What a content takes in the file. */
  static int sizeOf(byte[] content) {
    return HEADER_BYTES + content.length;
  }

  static ByteBuffer encode(byte[] content) {
    if (content.length == 0 || content.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes; allowed: 1 to %d".formatted(content.length, MAX_BYTES));
    }
    return ByteBuffer.allocate(sizeOf(content))
        .putInt(content.length)
        .putInt(check(content))
        .put(content)
        .flip();
  }

  /** The content of the record at that place; null where no whole, undamaged record is. */
  static byte @Nullable [] read(FileChannel file, long position) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    if (!readFully(file, header, position)) {
      return null;
    }
    int length = header.getInt(0);
    if (length < 1 || length > MAX_BYTES) {
      return null;
    }
    byte[] content = new byte[length];
    boolean whole = readFully(file, ByteBuffer.wrap(content), position + HEADER_BYTES);
    return whole && check(content) == header.getInt(Integer.BYTES) ? content : null;
  }

  private static boolean readFully(FileChannel file, ByteBuffer target, long position)
      throws IOException {
    while (target.hasRemaining()) {
      int read = file.read(target, position + target.position());
      if (read < 0) {
        return false;
      }
    }
    return true;
  }

  private static int check(byte[] content) {
    CRC32C check = new CRC32C();
    check.update(content);
    return (int) check.getValue();
  }
}
