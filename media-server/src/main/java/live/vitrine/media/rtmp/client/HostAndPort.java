package live.vitrine.media.rtmp.client;

import java.util.regex.Pattern;

/** The authority of an address, user information not allowed. */
public record HostAndPort(String host, int port) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final Pattern BRACKETED = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}.
   *
   * @throws IllegalArgumentException it is none; the message says why and holds nothing of it
   */
  public static HostAndPort parse(String authority, int defaultPort) {
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "user and password in front of the host are not supported");
    }
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    if (end <= 0) {
      end = authority.length();
    }
    String host = authority.substring(0, end);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String name = bracketed ? host.substring(1, host.length() - 1) : host;
    if (!(bracketed ? BRACKETED : NAME).matcher(name).matches()) {
      throw new IllegalArgumentException("the host is no name and no address");
    }
    return new HostAndPort(name, port(authority.substring(end), defaultPort));
  }

  private static int port(String behindHost, int defaultPort) {
    if (behindHost.isEmpty()) {
      return defaultPort;
    }
    if (behindHost.matches(":[0-9]{1,5}")) {
      int port = Integer.parseInt(behindHost.substring(1));
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    }
    throw new IllegalArgumentException("the port must be a number from 1 to " + MAX_PORT);
  }
}
