package live.vitrine.media.rtmp.chunk;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import live.vitrine.media.testing.HexBytes;

/** Writes chunks field by field, whether they make sense or not. */
final class ChunkWriter {
  private final ByteBuf out = Unpooled.buffer();

  /** Whether type 3 chunks repeat an extended time: the dialect of 2012, else that of 2009. */
  private final boolean repeatsTime;

  ChunkWriter(boolean repeatsTime) {
    this.repeatsTime = repeatsTime;
  }

  ChunkWriter() {
    this(true);
  }

  byte[] bytes() {
    return ByteBufUtil.getBytes(out);
  }

  /** Bytes in the notation of {@link HexBytes}. */
  @CanIgnoreReturnValue
  ChunkWriter raw(String notation) {
    return raw(HexBytes.bytes(notation));
  }

  @CanIgnoreReturnValue
  ChunkWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** A header of type 0. */
  @CanIgnoreReturnValue
  ChunkWriter full(int id, long time, int length, int typeId, int messageStreamId) {
    basic(0, id);
    out.writeMedium(field(time)).writeMedium(length).writeByte(typeId).writeIntLE(messageStreamId);
    return extended(time);
  }

  /** A header of type 1. */
  @CanIgnoreReturnValue
  ChunkWriter sameStream(int id, long delta, int length, int typeId) {
    basic(1, id);
    out.writeMedium(field(delta)).writeMedium(length).writeByte(typeId);
    return extended(delta);
  }

  /** A header of type 2. */
  @CanIgnoreReturnValue
  ChunkWriter timeOnly(int id, long delta) {
    basic(2, id);
    out.writeMedium(field(delta));
    return extended(delta);
  }

  /** A header of type 3; {@code time} is the last time or delta sent on the chunk stream. */
  @CanIgnoreReturnValue
  ChunkWriter noHeader(int id, long time) {
    basic(3, id);
    return repeatsTime ? extended(time) : this;
  }

  /** A Set Chunk Size message. */
  @CanIgnoreReturnValue
  ChunkWriter chunkSize(int size) {
    full(2, 0, 4, 1, 0);
    out.writeInt(size);
    return this;
  }

  /** An Abort message. */
  @CanIgnoreReturnValue
  ChunkWriter abort(int id) {
    full(2, 0, 4, 2, 0);
    out.writeInt(id);
    return this;
  }

  private void basic(int type, int id) {
    if (id < 64) {
      out.writeByte(type * 64 + id);
    } else if (id < 320) {
      out.writeByte(type * 64).writeByte(id - 64);
    } else {
      out.writeByte(type * 64 + 1).writeByte((id - 64) % 256).writeByte((id - 64) / 256);
    }
  }

  private static int field(long time) {
    return (int) Math.min(time, 0xFFFFFF);
  }

  @CanIgnoreReturnValue
  private ChunkWriter extended(long time) {
    if (time >= 0xFFFFFF) {
      out.writeInt((int) time);
    }
    return this;
  }

  /** Payload bytes that count up. */
  static byte[] payload(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + 0x20);
    }
    return bytes;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
