package live.vitrine.media.benchmark.publisher;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the messages of a server together again (RTMP section 5.3.1). Servers say little to a
 * publisher, so bytes are collected plainly. Belongs to one thread.
 */
final class ChunkReader {
  private static final int EXTENDED = 0xFFFFFF;
  private static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final int[] HEADER_BYTES = {11, 7, 3, 0};

  /** Takes whole messages. */
  @FunctionalInterface
  interface Messages {
    void message(int type, byte[] body);
  }

  private static final class ChunkStream {
    int size;
    int type;
    boolean extended;
    ByteBuffer body = ByteBuffer.allocate(0);
  }

  private final Messages messages;
  private final Map<Integer, ChunkStream> streams = new HashMap<>();
  private ByteBuffer input = ByteBuffer.allocate(4096).limit(0);
  private int chunkSize = 128;

  ChunkReader(Messages messages) {
    this.messages = messages;
  }

  /**
   * Takes bytes, cut anywhere.
   *
   * @throws IllegalStateException when they are no chunks
   */
  void take(ByteBuffer bytes) {
    ByteBuffer joined = ByteBuffer.allocate(input.remaining() + bytes.remaining());
    input = joined.put(input).put(bytes).flip();
    while (input.hasRemaining()) {
      input.mark();
      if (!chunk()) {
        input.reset();
        return;
      }
    }
  }

  private boolean chunk() {
    int first = input.get() & 0xFF;
    int form = first >>> 6;
    int id = first & 0x3F;
    int idBytes = id == 0 ? 1 : id == 1 ? 2 : 0;
    if (input.remaining() < idBytes + HEADER_BYTES[form]) {
      return false;
    }
    if (idBytes > 0) {
      id = 64 + (input.get() & 0xFF) + (idBytes == 2 ? (input.get() & 0xFF) * 256 : 0);
    }
    ChunkStream stream = streams.computeIfAbsent(id, _ -> new ChunkStream());
    int size = stream.size;
    int type = stream.type;
    boolean extended = stream.extended;
    if (form < 3) {
      extended = medium() == EXTENDED;
    }
    if (form < 2) {
      size = medium();
      type = input.get() & 0xFF;
    }
    if (form == 0) {
      input.getInt();
    }
    boolean starts = stream.body.position() == 0;
    int length = Math.min(chunkSize, size - (starts ? 0 : stream.body.position()));
    if (input.remaining() < length + (extended ? Integer.BYTES : 0)) {
      return false;
    }
    if (size > MAX_MESSAGE_BYTES) {
      throw new IllegalStateException("the server sent a message of " + size + " bytes");
    }
    if (extended) {
      input.getInt();
    }
    if (starts) {
      stream.body = ByteBuffer.allocate(size);
    }
    stream.size = size;
    stream.type = type;
    stream.extended = extended;
    stream.body.put(input.slice(input.position(), length));
    input.position(input.position() + length);
    if (!stream.body.hasRemaining()) {
      byte[] body = stream.body.array();
      stream.body = ByteBuffer.allocate(0);
      message(type, body);
    }
    return true;
  }

  private void message(int type, byte[] body) {
    if (type == ChunkWriter.SET_CHUNK_SIZE && body.length >= Integer.BYTES) {
      chunkSize = Math.max(1, ByteBuffer.wrap(body).getInt());
    } else {
      messages.message(type, body);
    }
  }

  private int medium() {
    return (input.getShort() & 0xFFFF) << 8 | (input.get() & 0xFF);
  }
}
