package live.vitrine.media.benchmark.publisher;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.linux.Posix;

/** Sends in order without waiting; keeps what the kernel does not take. Belongs to one thread. */
final class Outbox {
  /** Half a minute of the show: a server that is further behind has stopped reading. */
  private static final int MAX_PENDING_BYTES = 4 << 20;

  private final EventLoop loop;
  private final int socket;
  private byte[] pending = new byte[0];

  Outbox(EventLoop loop, int socket) {
    this.loop = loop;
    this.socket = socket;
  }

  boolean isEmpty() {
    return pending.length == 0;
  }

  /**
   * Sends or keeps {@code length} bytes.
   *
   * @throws IllegalStateException when the connection is gone, or too far behind
   */
  void send(MemorySegment bytes, long length) {
    long sent = pending.length == 0 ? push(bytes, length) : 0;
    if (sent < length) {
      keep(bytes.asSlice(sent, length - sent));
    }
  }

  /** Goes on with what was kept. */
  void flush() {
    if (pending.length == 0) {
      return;
    }
    MemorySegment buffer = loop.buffer();
    int length = Math.min(pending.length, EventLoop.BUFFER_BYTES);
    MemorySegment.copy(MemorySegment.ofArray(pending), 0, buffer, 0, length);
    long sent = push(buffer, length);
    pending = Arrays.copyOfRange(pending, (int) sent, pending.length);
  }

  private long push(MemorySegment bytes, long length) {
    long sent = loop.posix().send(socket, bytes, length);
    if (sent < 0 && sent != -Posix.EAGAIN) {
      throw new IllegalStateException("the server closed the connection, errno " + -sent);
    }
    return Math.max(0, sent);
  }

  private void keep(MemorySegment rest) {
    long total = pending.length + rest.byteSize();
    if (total > MAX_PENDING_BYTES) {
      throw new IllegalStateException("the server left " + total + " bytes unread");
    }
    byte[] joined = Arrays.copyOf(pending, (int) total);
    MemorySegment.copy(rest, 0, MemorySegment.ofArray(joined), pending.length, rest.byteSize());
    pending = joined;
  }
}
