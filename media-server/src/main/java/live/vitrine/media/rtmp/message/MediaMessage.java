package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;

/**
 * A message that goes into the media path as an FLV tag of the same type.
 *
 * <p>Whoever holds the message owns the payload. A decoded payload has at least 11 bytes of room
 * before its reader index and 4 writable bytes after its writer index.
 */
public sealed interface MediaMessage extends RtmpMessage permits Audio, Data, Video {
  int messageStreamId();

  /** Milliseconds, unsigned 32 bits, wrapping. */
  long timestamp();

  /** The readable bytes are the payload of the FLV tag. */
  ByteBuf payload();

  @Override
  default void release() {
    payload().release();
  }
}
