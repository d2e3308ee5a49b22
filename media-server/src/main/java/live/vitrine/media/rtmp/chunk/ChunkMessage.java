package live.vitrine.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * One whole message of the chunk stream, its payload not looked at.
 *
 * <p>Out of a {@link ChunkDecoder} the payload is a buffer of its own with {@link #HEADER_ROOM}
 * bytes before the reader index and {@link #TRAILER_ROOM} writable bytes after the writer index,
 * where an FLV tag's header and trailer go without a copy.
 *
 * @param chunkStreamId 2 to 65,599
 * @param typeId message type, 0 to 255 (RTMP section 7.1)
 * @param timestamp milliseconds, unsigned 32 bits, wrapping
 * @param messageStreamId 32 bits as sent; 0 for what concerns the connection
 * @param payload the readable bytes are the message; whoever holds the message owns it
 */
public record ChunkMessage(
    int chunkStreamId, int typeId, long timestamp, int messageStreamId, ByteBuf payload) {
  /** Bytes of room in front of a decoded payload: an FLV tag header. */
  public static final int HEADER_ROOM = 11;

  /** Bytes of room behind a decoded payload: FLV's PreviousTagSize. */
  public static final int TRAILER_ROOM = 4;
}
