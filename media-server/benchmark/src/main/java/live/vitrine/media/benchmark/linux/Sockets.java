package live.vitrine.media.benchmark.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Non-blocking TCP sockets on 127.0.0.1, and only there: this tool loads nobody else's machine.
 *
 * <p>Belongs to the thread of its {@link Posix}.
 */
public final class Sockets {
  private static final long ADDRESS_BYTES = 16;
  private static final int PORT_OFFSET = 2;
  private static final int HOST_OFFSET = 4;
  private static final int BACKLOG = 4096;

  private final Posix posix;
  private final MemorySegment address;
  private final MemorySegment number;
  private final MemorySegment length;

  public Sockets(Posix posix, Arena arena) {
    this.posix = posix;
    address = arena.allocate(ADDRESS_BYTES, 4);
    number = arena.allocate(JAVA_INT);
    length = arena.allocate(JAVA_INT);
  }

  /** Starts a connection; it stands when the socket becomes writable and has no {@link #error}. */
  public int connect(int port) {
    int socket = open();
    int result = posix.connect(socket, loopback(port));
    if (result < 0 && result != -Posix.EINPROGRESS) {
      var _ = posix.close(socket);
      throw new SystemCallException("connect to port " + port, -result);
    }
    noDelay(socket);
    return socket;
  }

  /** Listens on {@code port}, or on a free one for 0. */
  public int listen(int port) {
    int socket = open();
    number.set(JAVA_INT, 0, 1);
    SystemCallException.require(
        "setsockopt", posix.setSocketOption(socket, Posix.SOL_SOCKET, Posix.SO_REUSEADDR, number));
    SystemCallException.require("bind to port " + port, posix.bind(socket, loopback(port)));
    SystemCallException.require("listen", posix.listen(socket, BACKLOG));
    return socket;
  }

  /** Takes the next waiting connection, or answers {@code -errno}. */
  public int accept(int listener) {
    int socket = posix.accept(listener, Posix.SOCK_NONBLOCK | Posix.SOCK_CLOEXEC);
    if (socket >= 0) {
      noDelay(socket);
    }
    return socket;
  }

  /** The port that {@code socket} is bound to. */
  public int port(int socket) {
    length.set(JAVA_INT, 0, (int) ADDRESS_BYTES);
    SystemCallException.require("getsockname", posix.socketName(socket, address, length));
    return Short.toUnsignedInt(Short.reverseBytes(address.get(JAVA_SHORT, PORT_OFFSET)));
  }

  /** The error that a connection attempt ended with; 0 when it stands. */
  public int error(int socket) {
    length.set(JAVA_INT, 0, Integer.BYTES);
    SystemCallException.require(
        "getsockopt", posix.socketOption(socket, Posix.SOL_SOCKET, Posix.SO_ERROR, number, length));
    return number.get(JAVA_INT, 0);
  }

  private int open() {
    return SystemCallException.require(
        "socket", posix.socket(Posix.SOCK_STREAM | Posix.SOCK_NONBLOCK | Posix.SOCK_CLOEXEC));
  }

  private void noDelay(int socket) {
    number.set(JAVA_INT, 0, 1);
    SystemCallException.require(
        "setsockopt", posix.setSocketOption(socket, Posix.IPPROTO_TCP, Posix.TCP_NODELAY, number));
  }

  // Both supported processors are little-endian; the address on the wire is not.
  private MemorySegment loopback(int port) {
    address.fill((byte) 0);
    address.set(JAVA_SHORT, 0, (short) Posix.AF_INET);
    address.set(JAVA_SHORT, PORT_OFFSET, Short.reverseBytes((short) port));
    address.set(JAVA_BYTE, HOST_OFFSET, (byte) 127);
    address.set(JAVA_BYTE, HOST_OFFSET + 3, (byte) 1);
    return address;
  }
}
