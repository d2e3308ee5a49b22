package live.vitrine.media.benchmark.viewer;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.benchmark.linux.Epoll;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.linux.Posix;
import org.jspecify.annotations.Nullable;

/** One viewer: its socket and how far its answer has been checked. Belongs to the loop's thread. */
public final class Viewer {
  private enum State {
    CONNECTING,
    HEAD,
    BODY,
    CLOSED
  }

  private final EventLoop loop;
  private final int socket;
  private final int index;
  private final byte[] request;
  private final FlvChecker checker;
  private final ResponseHead head;
  private ByteSink body;
  private ViewerFigures figures;
  private State state = State.CONNECTING;
  private long lastReadNanos;
  private @Nullable String complaint;

  private Viewer(EventLoop loop, ViewerAddress address, ViewerFigures figures) {
    this.loop = loop;
    this.figures = figures;
    request = address.request().getBytes(StandardCharsets.US_ASCII);
    checker = new FlvChecker(loop.arena().allocate(FlvChecker.SCRATCH_BYTES, 8), figures);
    head = new ResponseHead(checker);
    body = checker;
    socket = loop.sockets().connect(address.port());
    index = loop.register(socket, Epoll.OUT, this::ready);
  }

  /** Connects, asks for {@code address} and counts in {@code figures} what comes. */
  public static Viewer open(EventLoop loop, ViewerAddress address, ViewerFigures figures) {
    return new Viewer(loop, address, figures);
  }

  /** Whether a whole key frame has come. */
  public boolean hasJoined() {
    return checker.hasJoined();
  }

  public boolean isClosed() {
    return state == State.CLOSED;
  }

  /** What the first fault was, in words; null without one. */
  public @Nullable String complaint() {
    return complaint;
  }

  /** When bytes came last, in nanoseconds of {@link System#nanoTime}; 0 for never. */
  public long lastReadNanos() {
    return lastReadNanos;
  }

  /** Counts from now on elsewhere. */
  public void countIn(ViewerFigures others) {
    figures = others;
    checker.countIn(others);
  }

  /** Leaves everything that comes in the socket. */
  public void pause() {
    interest(0);
  }

  public void resume() {
    interest(Epoll.IN);
  }

  /** Leaves, as a viewer does who has seen enough. */
  public void close() {
    state = State.CLOSED;
    loop.close(index);
  }

  private void interest(int interest) {
    if (state != State.CLOSED) {
      loop.interest(index, interest);
    }
  }

  private void ready(int events) {
    switch (state) {
      case CONNECTING -> connected();
      case HEAD, BODY -> read();
      case CLOSED -> {}
    }
  }

  private void connected() {
    int error = loop.sockets().error(socket);
    if (error != 0) {
      fail(StreamFault.CONNECT_REFUSED, "errno " + error);
      return;
    }
    loop.interest(index, Epoll.IN);
    state = State.HEAD;
    checker.requestedAt(System.nanoTime());
    loop.buffer().copyFrom(MemorySegment.ofArray(request));
    long sent = loop.posix().send(socket, loop.buffer(), request.length);
    if (sent != request.length) {
      fail(StreamFault.CONNECTION_RESET, "request took " + sent);
    }
  }

  private void read() {
    long length = loop.receive(socket);
    if (length > 0) {
      lastReadNanos = System.nanoTime();
      figures.bytes += length;
      figures.reads++;
      try {
        take(loop.buffer(), length);
      } catch (StreamFaultException fault) {
        fail(fault.fault(), String.valueOf(fault.getMessage()));
      }
    } else if (length == 0 && state == State.BODY) {
      figures.ended++;
      close();
    } else if (length != -Posix.EAGAIN) {
      fail(StreamFault.CONNECTION_RESET, "read answered " + length);
    }
  }

  private void take(MemorySegment data, long length) {
    checker.readAt(lastReadNanos);
    long at = 0;
    if (state == State.HEAD) {
      at = head.take(data, 0, length);
      if (!head.isComplete()) {
        return;
      }
      body = head.body();
      state = State.BODY;
    }
    body.accept(data, at, length);
  }

  private void fail(StreamFault fault, String detail) {
    figures.fault(fault);
    complaint = detail;
    close();
  }
}
