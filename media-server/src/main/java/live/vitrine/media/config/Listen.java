package live.vitrine.media.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a server socket listens.
 *
 * @param host address of an interface of this machine, or the wildcard address for all of them
 * @param port 0 to 65,535; 0 means any free port
 */
public record Listen(InetAddress host, int port) {
  public Listen {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ", allowed are 0 to 65535");
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  /** Whether both cannot be open at the same time. Two of "any free port" never collide. */
  boolean collidesWith(Listen other) {
    return port != 0
        && port == other.port
        && (host.isAnyLocalAddress() || other.host.isAnyLocalAddress() || host.equals(other.host));
  }

  /** As it is written in an address bar: {@code 127.0.0.1:8001}, {@code [::1]:8001}. */
  @Override
  public String toString() {
    String literal = host.getHostAddress();
    return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + port;
  }
}
