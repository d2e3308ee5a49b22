package live.vitrine.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.mp4.Mp4Exception.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of a box that is in memory: numbers, or further boxes. Every read is checked
 * against the end of the box, every box against the end of the one around it.
 */
final class BoxReader {
  private static final int HEADER_LENGTH = 8;

  private final String type;
  private final ByteBuffer in;

  /**
   * A reader of a whole content.
   *
   * @param content not copied; its indices stay where they are
   */
  BoxReader(String type, ByteBuffer content) {
    this.type = type;
    this.in = content.slice();
  }

  String type() {
    return type;
  }

  int remaining() {
    return in.remaining();
  }

  /** The next box inside, null at the end. */
  @Nullable BoxReader next() {
    if (!in.hasRemaining()) {
      return null;
    }
    int start = in.position();
    long size = u32();
    String name = fourCharacters();
    if (size < HEADER_LENGTH) {
      throw new Mp4Exception(
          Reason.INVALID, "size of box '%s' is %d, at least 8".formatted(name, size));
    }
    if (size - HEADER_LENGTH > in.remaining()) {
      throw new Mp4Exception(
          Reason.TRUNCATED,
          "box '%s' of %d bytes in '%s' with %d left"
              .formatted(name, size, type, in.remaining() + HEADER_LENGTH));
    }
    int length = (int) size - HEADER_LENGTH;
    in.position(start + HEADER_LENGTH + length);
    return new BoxReader(name, in.duplicate().slice(start + HEADER_LENGTH, length));
  }

  /** The first box of a name inside; does not move this reader. */
  BoxReader child(String name) {
    BoxReader all = new BoxReader(type, in);
    for (BoxReader box = all.next(); box != null; box = all.next()) {
      if (box.type.equals(name)) {
        return box;
      }
    }
    throw new Mp4Exception(Reason.MISSING, "no box '%s' in '%s'".formatted(name, type));
  }

  int i32() {
    return need(4).getInt();
  }

  long u32() {
    return i32() & 0xFFFF_FFFFL;
  }

  long i64() {
    return need(8).getLong();
  }

  int u16() {
    return need(2).getShort() & 0xFFFF;
  }

  String fourCharacters() {
    byte[] bytes = new byte[4];
    need(4).get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  void skip(int bytes) {
    need(bytes).position(in.position() + bytes);
  }

  /** What is left, read-only. */
  ByteBuffer rest() {
    return in.slice().asReadOnlyBuffer();
  }

  private ByteBuffer need(int bytes) {
    if (in.remaining() < bytes) {
      throw new Mp4Exception(Reason.TRUNCATED, "box '%s' ends inside a field".formatted(type));
    }
    return in;
  }
}
