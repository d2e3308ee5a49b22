package live.vitrine.media.benchmark.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A level-triggered epoll set whose events carry an index. Belongs to one thread. */
public final class Epoll implements AutoCloseable {
  /** Readiness bits of epoll_ctl(2). */
  public static final int IN = 1;

  public static final int OUT = 4;
  public static final int ERROR = 8;
  public static final int HANG_UP = 16;

  private static final int CONTROL_ADD = 1;
  private static final int CONTROL_DELETE = 2;
  private static final int CONTROL_MODIFY = 3;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int CAPACITY = 256;

  // struct epoll_event is packed on x86-64 and nowhere else.
  private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");
  private static final long EVENT_BYTES = PACKED ? 12 : 16;
  private static final long DATA_OFFSET = PACKED ? 4 : 8;

  private final Posix posix;
  private final int epoll;
  private final MemorySegment ready;
  private final MemorySegment change;

  public Epoll(Posix posix, Arena arena) {
    this.posix = posix;
    ready = arena.allocate(EVENT_BYTES * CAPACITY, 8);
    change = arena.allocate(EVENT_BYTES, 8);
    epoll = SystemCallException.require("epoll_create1", posix.epollCreate(CLOSE_ON_EXEC));
  }

  /** Watches {@code descriptor}; its events answer {@code index}. */
  public void add(int descriptor, int interest, int index) {
    control(CONTROL_ADD, descriptor, interest, index);
  }

  public void modify(int descriptor, int interest, int index) {
    control(CONTROL_MODIFY, descriptor, interest, index);
  }

  public void remove(int descriptor) {
    control(CONTROL_DELETE, descriptor, 0, 0);
  }

  private void control(int operation, int descriptor, int interest, int index) {
    change.set(JAVA_INT, 0, interest);
    change.set(JAVA_INT_UNALIGNED, DATA_OFFSET, index);
    SystemCallException.require(
        "epoll_ctl", posix.epollControl(epoll, operation, descriptor, change));
  }

  /**
   * Waits at most until {@code untilNanos} of {@link System#nanoTime}; answers how many are ready.
   */
  public int await(long untilNanos) {
    long left = untilNanos - System.nanoTime();
    // Rounded up, so that the last millisecond is not spent spinning.
    int millis = left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    int count = posix.epollWait(epoll, ready, CAPACITY, millis);
    return count == -Posix.EINTR ? 0 : SystemCallException.require("epoll_wait", count);
  }

  /** Readiness bits of event {@code position} of the last {@link #await}. */
  public int events(int position) {
    return ready.get(JAVA_INT_UNALIGNED, position * EVENT_BYTES);
  }

  /** Index given to {@link #add} for event {@code position} of the last {@link #await}. */
  public int index(int position) {
    return ready.get(JAVA_INT_UNALIGNED, position * EVENT_BYTES + DATA_OFFSET);
  }

  @Override
  public void close() {
    var _ = posix.close(epoll);
  }
}
