package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes nested boxes (ISO/IEC 14496-12 section 4.2) into a buffer; a box's size is filled in when
 * it is closed. Borrows the buffer.
 */
final class BoxWriter {
  private static final int MAX_DEPTH = 16;

  private final ByteBuf out;
  private final int[] starts = new int[MAX_DEPTH];
  private int depth;

  BoxWriter(ByteBuf out) {
    this.out = out;
  }

  void open(String type) {
    starts[depth] = out.writerIndex();
    depth++;
    out.writeInt(0);
    fourCharacters(type);
  }

  void openFull(String type, int version, int flags) {
    open(type);
    out.writeInt(version << 24 | flags);
  }

  void close() {
    depth--;
    int start = starts[depth];
    out.setInt(start, out.writerIndex() - start);
  }

  void fourCharacters(String type) {
    for (int i = 0; i < 4; i++) {
      out.writeByte(type.charAt(i));
    }
  }

  void u8(int value) {
    out.writeByte(value);
  }

  void u16(int value) {
    out.writeShort(value);
  }

  void u32(int value) {
    out.writeInt(value);
  }

  void u64(long value) {
    out.writeLong(value);
  }

  void zeros(int count) {
    out.writeZero(count);
  }

  /** UTF-8 with a zero behind it. */
  void string(String value) {
    out.writeCharSequence(value, StandardCharsets.UTF_8);
    out.writeByte(0);
  }

  void bytes(byte[] bytes) {
    out.writeBytes(bytes);
  }

  /** Consumes the bytes. */
  void bytes(ByteBuffer bytes) {
    out.writeBytes(bytes);
  }

  /** Where the next byte goes, for a value that is known later. */
  int position() {
    return out.writerIndex();
  }

  void setU32(int position, int value) {
    out.setInt(position, value);
  }
}
