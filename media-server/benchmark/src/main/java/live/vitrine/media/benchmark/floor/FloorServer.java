package live.vitrine.media.benchmark.floor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import live.vitrine.media.benchmark.linux.Epoll;
import live.vitrine.media.benchmark.linux.Posix;
import live.vitrine.media.benchmark.linux.Sockets;
import live.vitrine.media.benchmark.media.SyntheticShow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the synthetic show to everybody who connects, in a bare epoll loop. Connection <i>n</i>
 * gets stream <i>n</i> modulo their number; the request is not looked at beyond its blank line.
 *
 * <p>Belongs to the thread that made it.
 */
public final class FloorServer implements AutoCloseable {
  private static final long ONE_STREAM_RING = 4 << 20;
  private static final long MANY_STREAMS_RING = 1 << 19;
  private static final long GROUP_NANOS = 2_000_000_000L;
  private static final long IDLE_NANOS = 500_000_000L;
  private static final int REQUEST_BYTES = 16 << 10;
  private static final byte[] RESPONSE =
      """
      HTTP/1.1 200 OK\r
      Content-Type: video/x-flv\r
      Cache-Control: no-store\r
      Transfer-Encoding: chunked\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final Arena arena = Arena.ofConfined();
  private final Posix posix = new Posix(arena);
  private final Sockets sockets = new Sockets(posix, arena);
  private final Epoll epoll = new Epoll(posix, arena);
  private final MemorySegment request = arena.allocate(REQUEST_BYTES);
  private final ByteRing greeting = new ByteRing(arena, 4096);
  private final List<FloorStream> streams = new ArrayList<>();
  private final List<@Nullable FloorViewer> viewers = new ArrayList<>();
  private final int listener;
  private long accepted;

  /** Listens on {@code port}, or on a free one for 0, with {@code count} streams. */
  public FloorServer(int port, int count, WritePattern pattern) {
    if (count < 1 || count > 1_000) {
      throw new IllegalArgumentException(count + " streams are not within 1 to 1000");
    }
    listener = sockets.listen(port);
    epoll.add(listener, Epoll.IN, 0);
    viewers.add(null);

    SyntheticShow show = new SyntheticShow(arena);
    greeting.append(MemorySegment.ofArray(RESPONSE), RESPONSE.length);
    FlvBytes flv = new FlvBytes();
    flv.startChunk(greeting);
    flv.fileHeader(greeting);
    flv.tag(greeting, show.metadata(), 0);
    flv.tag(greeting, show.videoConfiguration(), 0);
    flv.tag(greeting, show.audioConfiguration(), 0);
    flv.endChunk(greeting);

    long now = System.nanoTime();
    long capacity = count == 1 ? ONE_STREAM_RING : MANY_STREAMS_RING;
    for (int i = 0; i < count; i++) {
      // Spread over a group of pictures, as streams are that know nothing of each other.
      long start = now + GROUP_NANOS * i / count;
      streams.add(new FloorStream(arena, show, pattern, capacity, start));
    }
  }

  public int port() {
    return sockets.port(listener);
  }

  /** Serves while {@code goOn} says so, asked at least twice a second. */
  public void run(BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      long due = advance();
      int ready = epoll.await(Math.min(due, System.nanoTime() + IDLE_NANOS));
      for (int i = 0; i < ready; i++) {
        int index = epoll.index(i);
        if (index == 0) {
          accept();
          continue;
        }
        FloorViewer viewer = viewers.get(index);
        if (viewer != null) {
          ready(viewer, epoll.events(i));
        }
      }
    }
  }

  /** Makes and sends all frames that are due; answers when the next one is. */
  private long advance() {
    long next = Long.MAX_VALUE;
    for (FloorStream stream : streams) {
      while (stream.dueNanos() <= System.nanoTime()) {
        if (stream.advance()) {
          sendToAll(stream);
        }
      }
      next = Math.min(next, stream.dueNanos());
    }
    return next;
  }

  private void sendToAll(FloorStream stream) {
    // Backwards, because a viewer that is gone leaves its place to the last one.
    for (int i = stream.viewers.size() - 1; i >= 0; i--) {
      FloorViewer viewer = stream.viewers.get(i);
      if (!viewer.waiting) {
        send(viewer);
      } else if (!stream.ring.holds(viewer.position)) {
        close(viewer);
      }
    }
  }

  private void send(FloorViewer viewer) {
    FloorStream stream = viewer.stream;
    long end = stream.end();
    if (viewer.position == end) {
      return;
    }
    if (!stream.ring.holds(viewer.position)) {
      close(viewer);
      return;
    }
    long sent = stream.ring.send(posix, viewer.socket, viewer.position, end);
    if (sent < 0 && sent != -Posix.EAGAIN) {
      close(viewer);
      return;
    }
    viewer.position += Math.max(0, sent);
    boolean behind = viewer.position < end;
    if (behind != viewer.waiting) {
      viewer.waiting = behind;
      epoll.modify(viewer.socket, behind ? Epoll.IN | Epoll.OUT : Epoll.IN, viewer.index);
    }
  }

  private void accept() {
    for (int socket = sockets.accept(listener); socket >= 0; socket = sockets.accept(listener)) {
      FloorStream stream = streams.get((int) (accepted++ % streams.size()));
      FloorViewer viewer = new FloorViewer(socket, viewers.size(), stream);
      viewers.add(viewer);
      epoll.add(socket, Epoll.IN, viewer.index);
    }
  }

  private void ready(FloorViewer viewer, int events) {
    if ((events & (Epoll.IN | Epoll.ERROR | Epoll.HANG_UP)) != 0) {
      long read = posix.receive(viewer.socket, request, REQUEST_BYTES);
      if (read == 0 || (read < 0 && read != -Posix.EAGAIN)) {
        close(viewer);
        return;
      }
      if (read > 0 && !viewer.isWatching() && endsWithBlankLine(read)) {
        greet(viewer);
        return;
      }
    }
    if ((events & Epoll.OUT) != 0 && viewer.isWatching()) {
      send(viewer);
    }
  }

  private boolean endsWithBlankLine(long length) {
    return length >= 4
        && request
                .asSlice(length - 4, 4)
                .mismatch(MemorySegment.ofArray("\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
            < 0;
  }

  private void greet(FloorViewer viewer) {
    // Less than a page into a new socket: the kernel takes it whole.
    long sent = greeting.send(posix, viewer.socket, 0, greeting.head());
    if (sent != greeting.head()) {
      close(viewer);
      return;
    }
    viewer.position = viewer.stream.joinPosition();
    viewer.stream.viewers.add(viewer);
    send(viewer);
  }

  private void close(FloorViewer viewer) {
    var _ = posix.close(viewer.socket);
    viewers.set(viewer.index, null);
    List<FloorViewer> others = viewer.stream.viewers;
    int place = others.indexOf(viewer);
    if (place >= 0) {
      FloorViewer last = others.removeLast();
      if (last != viewer) {
        others.set(place, last);
      }
    }
  }

  @Override
  public void close() {
    for (FloorViewer viewer : viewers) {
      if (viewer != null) {
        var _ = posix.close(viewer.socket);
      }
    }
    var _ = posix.close(listener);
    epoll.close();
    arena.close();
  }
}
