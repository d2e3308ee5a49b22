package live.vitrine.media.rtmp.chunk;

import static live.vitrine.media.rtmp.chunk.ChunkMessage.HEADER_ROOM;
import static live.vitrine.media.rtmp.chunk.ChunkMessage.TRAILER_ROOM;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** What is remembered of one chunk stream: its last header, and the message half read on it. */
final class ChunkStream {
  final int id;

  /** Type of the chunk whose header is in force: 0, 1 or 2. */
  private int headerType;

  private int typeId;
  private int messageStreamId;
  private int length;
  private int timestamp;

  /** The time field in force: absolute after a type 0 header, else a delta. */
  private int timeField;

  private boolean extended;
  private @Nullable ByteBuf payload;

  ChunkStream(int id) {
    this.id = id;
  }

  boolean isHalfRead() {
    return payload != null;
  }

  /** Whether the time field in force came in four bytes of its own. */
  boolean isExtended() {
    return extended;
  }

  int timeField() {
    return timeField;
  }

  int length() {
    return length;
  }

  int typeId() {
    return typeId;
  }

  /** Bytes of the message still to come. */
  int missing() {
    return payload == null ? length : HEADER_ROOM + length - payload.writerIndex();
  }

  /** Begins a message with a header of its own, of type 0, 1 or 2. */
  void begin(ChunkHeader header) {
    headerType = header.type;
    timeField = header.timeField;
    extended = header.extended;
    if (header.type <= ChunkFormat.TYPE_SAME_STREAM) {
      length = header.length;
      typeId = header.typeId;
    }
    if (header.type == ChunkFormat.TYPE_FULL) {
      messageStreamId = header.messageStreamId;
      timestamp = header.timeField;
    } else {
      // An extended value is a delta here too (veovera/enhanced-rtmp issue 42).
      timestamp += header.timeField;
    }
  }

  /**
   * Begins a message with the header of the one before.
   *
   * <p>The delta applies again, and after a type 0 header its absolute time is the delta (RTMP
   * section 5.3.1.2.4). It looks odd but is what SRS, librtmp and FFmpeg read, and what FFmpeg
   * writes when a stream's second message comes as long after the first as the first came after
   * zero.
   */
  void beginAgain() {
    timestamp += timeField;
  }

  /** Whether a header in the middle of a message repeats what the message began with. */
  boolean isRepeatedBy(ChunkHeader header) {
    return header.type == headerType
        && header.timeField == timeField
        && (header.type > ChunkFormat.TYPE_SAME_STREAM
            || (header.length == length && header.typeId == typeId))
        && (header.type != ChunkFormat.TYPE_FULL || header.messageStreamId == messageStreamId);
  }

  /** Bytes of memory that {@link #reserve} takes for the message of the header in force. */
  int footprint() {
    return HEADER_ROOM + length + TRAILER_ROOM;
  }

  /** Takes the one buffer in which the message will stay. */
  void reserve(ByteBufAllocator allocator) {
    ByteBuf buffer = allocator.directBuffer(footprint(), footprint());
    payload = buffer.setIndex(HEADER_ROOM, HEADER_ROOM);
  }

  /** Copies payload bytes from the socket's buffer to their final place. */
  void write(ByteBuf in, int bytes) {
    if (payload != null) {
      payload.writeBytes(in, bytes);
    }
  }

  /** Hands the finished message over with its buffer. */
  ChunkMessage takeMessage() {
    ByteBuf finished = payload;
    if (finished == null) {
      throw new IllegalStateException("no message on chunk stream " + id);
    }
    payload = null;
    return new ChunkMessage(
        id, typeId, Integer.toUnsignedLong(timestamp), messageStreamId, finished);
  }

  /** Forgets the half-read message; returns the bytes of memory that this gave back. */
  int discard() {
    if (payload == null) {
      return 0;
    }
    payload.release();
    payload = null;
    return footprint();
  }
}
