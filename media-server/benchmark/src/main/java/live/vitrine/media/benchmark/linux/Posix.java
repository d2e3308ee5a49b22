package live.vitrine.media.benchmark.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * System calls. As in the kernel itself, a negative result is {@code -errno}; nothing allocates.
 *
 * <p>Belongs to one thread, which owns the cell that errno is captured in.
 */
public final class Posix {
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  public static final int EPIPE = 32;
  public static final int ECONNRESET = 104;
  public static final int EINPROGRESS = 115;

  static final int AF_INET = 2;
  static final int SOCK_STREAM = 1;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_ERROR = 4;
  static final int IPPROTO_TCP = 6;
  static final int TCP_NODELAY = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SC_CLK_TCK = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CONNECT =
      handle("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle BIND =
      handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle LISTEN =
      handle("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle ACCEPT4 =
      handle("accept4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKNAME =
      handle("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle GETSOCKOPT =
      handle(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle SETSOCKOPT =
      handle(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECV =
      handle("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SEND =
      handle("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle WRITEV =
      handle("writev", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle EPOLL_CREATE1 =
      handle("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle EPOLL_CTL =
      handle("epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle EPOLL_WAIT =
      handle("epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle SYSCONF =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("sysconf"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT));

  private final MemorySegment captured;

  /** Makes the calls of one thread; {@code arena} outlives it. */
  public Posix(Arena arena) {
    captured = arena.allocate(CAPTURE);
  }

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  /** Clock ticks a second in {@code /proc/<pid>/stat}. */
  public static long clockTicksPerSecond() {
    try {
      return (long) SYSCONF.invokeExact(SC_CLK_TCK);
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int socket(int type) {
    try {
      return checked((int) SOCKET.invokeExact(captured, AF_INET, type, 0));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int connect(int socket, MemorySegment address) {
    try {
      return checked(
          (int) CONNECT.invokeExact(captured, socket, address, (int) address.byteSize()));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int bind(int socket, MemorySegment address) {
    try {
      return checked((int) BIND.invokeExact(captured, socket, address, (int) address.byteSize()));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int listen(int socket, int backlog) {
    try {
      return checked((int) LISTEN.invokeExact(captured, socket, backlog));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int accept(int socket, int flags) {
    try {
      return checked(
          (int)
              ACCEPT4.invokeExact(captured, socket, MemorySegment.NULL, MemorySegment.NULL, flags));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int socketName(int socket, MemorySegment address, MemorySegment length) {
    try {
      return checked((int) GETSOCKNAME.invokeExact(captured, socket, address, length));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int socketOption(int socket, int level, int name, MemorySegment value, MemorySegment length) {
    try {
      return checked((int) GETSOCKOPT.invokeExact(captured, socket, level, name, value, length));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int setSocketOption(int socket, int level, int name, MemorySegment value) {
    try {
      return checked(
          (int)
              SETSOCKOPT.invokeExact(captured, socket, level, name, value, (int) value.byteSize()));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  /** Reads up to {@code length} bytes without waiting; 0 is the end of the stream. */
  public long receive(int socket, MemorySegment into, long length) {
    try {
      return checked((long) RECV.invokeExact(captured, socket, into, length, MSG_DONTWAIT));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  /** Writes up to {@code length} bytes without waiting. */
  public long send(int socket, MemorySegment from, long length) {
    try {
      return checked(
          (long) SEND.invokeExact(captured, socket, from, length, MSG_DONTWAIT | MSG_NOSIGNAL));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  /** Gathers {@code count} vectors into one write; the socket is non-blocking. */
  public long writev(int socket, MemorySegment vectors, int count) {
    try {
      return checked((long) WRITEV.invokeExact(captured, socket, vectors, count));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  public int close(int descriptor) {
    try {
      return checked((int) CLOSE.invokeExact(captured, descriptor));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int epollCreate(int flags) {
    try {
      return checked((int) EPOLL_CREATE1.invokeExact(captured, flags));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int epollControl(int epoll, int operation, int descriptor, MemorySegment event) {
    try {
      return checked((int) EPOLL_CTL.invokeExact(captured, epoll, operation, descriptor, event));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  int epollWait(int epoll, MemorySegment events, int capacity, int timeoutMillis) {
    try {
      return checked(
          (int) EPOLL_WAIT.invokeExact(captured, epoll, events, capacity, timeoutMillis));
    } catch (Throwable failure) {
      throw impossible(failure);
    }
  }

  private int checked(int result) {
    return result < 0 ? -(int) ERRNO.get(captured, 0L) : result;
  }

  private long checked(long result) {
    return result < 0 ? -(int) ERRNO.get(captured, 0L) : result;
  }

  private static AssertionError impossible(Throwable failure) {
    return new AssertionError("a system call cannot throw", failure);
  }
}
