package live.vitrine.media.benchmark.player;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.benchmark.linux.Epoll;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.linux.Posix;

/**
 * One HTTP/1.1 connection that asks for one thing after the other. Answers need a Content-Length.
 * Belongs to the loop's thread.
 */
final class HttpConnection {
  private static final int MAX_HEAD_BYTES = 4 << 10;
  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_OFFSET = "HTTP/1.1 ".length();

  /** Takes the answers. */
  interface Listener {
    /** Some of the body, borrowed. */
    void body(int status, MemorySegment data, long from, long to);

    /** The whole answer has come; the next request may be sent from here. */
    void answered(int status);

    /** The connection is gone; {@code why} says how. */
    void lost(String why);
  }

  private enum State {
    CONNECTING,
    IDLE,
    HEAD,
    BODY,
    CLOSED
  }

  private final EventLoop loop;
  private final Listener listener;
  private final int socket;
  private final int index;
  private final byte[] head = new byte[MAX_HEAD_BYTES];
  private byte[] request = new byte[0];
  private State state = State.CONNECTING;
  private int headBytes;
  private int status;
  private long bodyLeft;
  private long askedNanos;
  private long readNanos;
  private long bytes;

  /** Connects; the first request may be made at once. */
  HttpConnection(EventLoop loop, int port, Listener listener) {
    this.loop = loop;
    this.listener = listener;
    socket = loop.sockets().connect(port);
    index = loop.register(socket, Epoll.OUT, _ -> ready());
  }

  /** Whether nothing is asked for. */
  boolean isIdle() {
    return state == State.IDLE || (state == State.CONNECTING && request.length == 0);
  }

  /** When the request was sent that is being answered. */
  long askedNanos() {
    return askedNanos;
  }

  /** When bytes came last. */
  long readNanos() {
    return readNanos;
  }

  /** All bytes that came since the last call. */
  long takeBytes() {
    long taken = bytes;
    bytes = 0;
    return taken;
  }

  /** Asks; only when {@link #isIdle}. */
  void ask(byte[] wanted) {
    if (!isIdle()) {
      throw new IllegalStateException("one thing at a time");
    }
    request = wanted;
    if (state == State.IDLE) {
      send();
    }
  }

  /** Leaves everything that comes in the socket. */
  void pause() {
    interest(0);
  }

  void resume() {
    interest(Epoll.IN);
  }

  private void interest(int interest) {
    if (state != State.CLOSED && state != State.CONNECTING) {
      loop.interest(index, interest);
    }
  }

  void close() {
    state = State.CLOSED;
    loop.close(index);
  }

  private void ready() {
    switch (state) {
      case CONNECTING -> connected();
      case IDLE, HEAD, BODY -> read();
      case CLOSED -> {}
    }
  }

  private void connected() {
    int error = loop.sockets().error(socket);
    if (error != 0) {
      lose("connect failed with errno " + error);
      return;
    }
    state = State.IDLE;
    loop.interest(index, Epoll.IN);
    if (request.length > 0) {
      send();
    }
  }

  private void send() {
    askedNanos = System.nanoTime();
    state = State.HEAD;
    headBytes = 0;
    loop.buffer().copyFrom(MemorySegment.ofArray(request));
    long sent = loop.posix().send(socket, loop.buffer(), request.length);
    if (sent != request.length) {
      lose("a request took " + sent);
    }
  }

  private void read() {
    long length = loop.receive(socket);
    if (length == -Posix.EAGAIN) {
      return;
    }
    if (length <= 0) {
      lose("read answered " + length);
      return;
    }
    readNanos = System.nanoTime();
    bytes += length;
    long at = 0;
    if (state == State.HEAD) {
      at = takeHead(length);
      if (at < 0) {
        return;
      }
    }
    if (state != State.BODY || length - at > bodyLeft) {
      lose("bytes that nobody asked for");
      return;
    }
    if (length > at) {
      listener.body(status, loop.buffer(), at, length);
      bodyLeft -= length - at;
    }
    if (bodyLeft == 0 && state == State.BODY) {
      state = State.IDLE;
      request = new byte[0];
      listener.answered(status);
    }
  }

  /** Answers where the body starts, or -1 when the head is not whole or makes no sense. */
  private long takeHead(long length) {
    MemorySegment data = loop.buffer();
    for (long at = 0; at < length; at++) {
      if (headBytes == MAX_HEAD_BYTES) {
        lose("a head longer than " + MAX_HEAD_BYTES);
        return -1;
      }
      byte value = data.get(JAVA_BYTE, at);
      head[headBytes++] = value;
      if (value == '\n' && headBytes > 3 && head[headBytes - 3] == '\n') {
        return parseHead() ? at + 1 : -1;
      }
    }
    return -1;
  }

  private boolean parseHead() {
    int at = indexOfLength();
    if (headBytes < STATUS_OFFSET + 3 || at < 0) {
      lose("an answer without a length");
      return false;
    }
    status = (int) number(STATUS_OFFSET);
    while (head[at] == ' ') {
      at++;
    }
    bodyLeft = number(at);
    state = State.BODY;
    return true;
  }

  private int indexOfLength() {
    for (int i = 0; i + LENGTH.length < headBytes; i++) {
      if (head[i] == '\n' && (head[i + 1] | 0x20) == 'c' && matches(i)) {
        return i + LENGTH.length;
      }
    }
    return -1;
  }

  private boolean matches(int at) {
    for (int i = 1; i < LENGTH.length; i++) {
      byte value = head[at + i];
      if ((value >= 'A' && value <= 'Z' ? value | 0x20 : value) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private long number(int at) {
    long number = 0;
    for (int i = at; i < headBytes && head[i] >= '0' && head[i] <= '9'; i++) {
      number = number * 10 + head[i] - '0';
    }
    return number;
  }

  private void lose(String why) {
    close();
    listener.lost(why);
  }
}
