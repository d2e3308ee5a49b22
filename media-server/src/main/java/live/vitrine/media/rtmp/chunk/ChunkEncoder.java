package live.vitrine.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Cuts messages into chunks (RTMP section 5.3), for a server's as for a client's side.
 *
 * <p>Every message begins with a full header (type 0) and goes on without one (type 3), so its
 * bytes depend on nothing sent before: they can be made once and sent to many. An extended time is
 * repeated in type 3 chunks, as the specification of 2012 asks and FFmpeg, SRS and Flash expect.
 *
 * <p>Not thread-safe, because of the chunk size; the static methods are.
 */
public final class ChunkEncoder {
  /** Bytes of the longest header: three of basic header, eleven, four of extended time. */
  public static final int MAX_HEADER_LENGTH = 18;

  private final ByteBufAllocator allocator;
  private int chunkSize = ChunkFormat.DEFAULT_CHUNK_SIZE;

  public ChunkEncoder(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  public int chunkSize() {
    return chunkSize;
  }

  /**
   * Changes the chunk size, from the next message on. The peer must have been told by then.
   *
   * @param size 1 to 2^31 - 1
   */
  public void chunkSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("chunk size %d".formatted(size));
    }
    chunkSize = size;
  }

  /**
   * Copies a message into a new buffer of chunks. Borrows the message, does not move its indices.
   */
  public ByteBuf retainedEncode(ChunkMessage message) {
    ByteBuf payload = message.payload();
    int length = payload.readableBytes();
    int chunks = Math.max(1, Math.ceilDiv(length, chunkSize));
    ByteBuf out = allocator.buffer(length + chunks * MAX_HEADER_LENGTH);
    try {
      writeHeader(out, message, length);
      for (int at = 0; at < length; at += chunkSize) {
        if (at > 0) {
          writeContinuation(out, message.chunkStreamId(), message.timestamp());
        }
        out.writeBytes(payload, payload.readerIndex() + at, Math.min(chunkSize, length - at));
      }
      return out.retain();
    } finally {
      out.release();
    }
  }

  private static void writeHeader(ByteBuf out, ChunkMessage message, int length) {
    writeHeader(
        out,
        message.chunkStreamId(),
        message.typeId(),
        message.timestamp(),
        message.messageStreamId(),
        length);
  }

  /**
   * Writes the header of a message's first chunk, for senders that gather the payload themselves.
   *
   * @param out borrowed
   * @param timestamp milliseconds; the low 32 bits are sent
   * @param length of the whole message, at most 2^24 - 1 bytes
   */
  public static void writeHeader(
      ByteBuf out, int chunkStreamId, int typeId, long timestamp, int messageStreamId, int length) {
    if (length > 0xFFFFFF) {
      throw new IllegalArgumentException("message of %d bytes, limit 16777215".formatted(length));
    }
    writeBasicHeader(out, ChunkFormat.TYPE_FULL, chunkStreamId);
    boolean extended = isExtended(timestamp);
    out.writeMedium(extended ? ChunkFormat.EXTENDED : (int) timestamp);
    out.writeMedium(length);
    out.writeByte(typeId);
    out.writeIntLE(messageStreamId);
    if (extended) {
      out.writeInt((int) timestamp);
    }
  }

  /** Writes the header of a message's further chunks. Arguments as for the first. */
  public static void writeContinuation(ByteBuf out, int chunkStreamId, long timestamp) {
    writeBasicHeader(out, ChunkFormat.TYPE_NO_HEADER, chunkStreamId);
    if (isExtended(timestamp)) {
      out.writeInt((int) timestamp);
    }
  }

  private static boolean isExtended(long timestamp) {
    return (timestamp & 0xFFFFFFFFL) >= ChunkFormat.EXTENDED;
  }

  /**
   * Writes type and chunk stream id in the shortest form (RTMP section 5.3.1.1).
   *
   * <pre>
   *  2..63      | type 2 | id 6 |
   *  64..319    | type 2 | 0    | id - 64 |
   *  ..65,599   | type 2 | 1    | (id - 64) low | (id - 64) high |
   * </pre>
   */
  private static void writeBasicHeader(ByteBuf out, int type, int id) {
    int typeBits = type << 6;
    if (id < ChunkFormat.MIN_CHUNK_STREAM_ID || id > ChunkFormat.MAX_CHUNK_STREAM_ID) {
      throw new IllegalArgumentException("chunk stream id %d, allowed 2 to 65599".formatted(id));
    } else if (id < ChunkFormat.LONG_ID_BASE) {
      out.writeByte(typeBits | id);
    } else if (id <= ChunkFormat.MAX_TWO_BYTE_ID) {
      out.writeByte(typeBits).writeByte(id - ChunkFormat.LONG_ID_BASE);
    } else {
      out.writeByte(typeBits | 1).writeShortLE(id - ChunkFormat.LONG_ID_BASE);
    }
  }
}
