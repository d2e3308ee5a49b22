package live.vitrine.media.benchmark.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sockets with handlers, and one buffer that all of them read into. Belongs to the thread that made
 * it; owns every socket registered with it.
 */
public final class EventLoop implements AutoCloseable {
  /** Enough for everything a viewer gets between two rounds of the loop. */
  public static final int BUFFER_BYTES = 256 << 10;

  /** Called with the readiness bits of {@link Epoll}. */
  @FunctionalInterface
  public interface Handler {
    void ready(int events);
  }

  private record Registration(int socket, Handler handler) {}

  private final Arena arena = Arena.ofConfined();
  private final Posix posix = new Posix(arena);
  private final Sockets sockets = new Sockets(posix, arena);
  private final Epoll epoll = new Epoll(posix, arena);
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
  private final List<@Nullable Registration> registrations = new ArrayList<>();

  /** Native memory that lives as long as the loop. */
  public Arena arena() {
    return arena;
  }

  public Posix posix() {
    return posix;
  }

  public Sockets sockets() {
    return sockets;
  }

  /** What {@link #receive} fills; its content lasts until the next call. */
  public MemorySegment buffer() {
    return buffer;
  }

  /** Reads into {@link #buffer}; answers as recv(2) does, errors as {@code -errno}. */
  public long receive(int socket) {
    return posix.receive(socket, buffer, BUFFER_BYTES);
  }

  /** Takes {@code socket} over; answers the index that names it from now on. */
  public int register(int socket, int interest, Handler handler) {
    int index = registrations.size();
    registrations.add(new Registration(socket, handler));
    epoll.add(socket, interest, index);
    return index;
  }

  public void interest(int index, int interest) {
    Registration registration = registrations.get(index);
    if (registration != null) {
      epoll.modify(registration.socket(), interest, index);
    }
  }

  /** Closes the socket of {@code index}; harmless when it is closed. */
  public void close(int index) {
    Registration registration = registrations.set(index, null);
    if (registration != null) {
      var _ = posix.close(registration.socket());
    }
  }

  /** Handles what is ready, waiting for it at most until {@code untilNanos}. */
  public void poll(long untilNanos) {
    int ready = epoll.await(untilNanos);
    for (int i = 0; i < ready; i++) {
      Registration registration = registrations.get(epoll.index(i));
      if (registration != null) {
        registration.handler().ready(epoll.events(i));
      }
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < registrations.size(); i++) {
      close(i);
    }
    epoll.close();
    arena.close();
  }
}
