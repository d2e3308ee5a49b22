package live.vitrine.media.rtmp.client;

/**
 * Where to publish to or play from: {@code rtmp(s)://host[:port]/application/name}. The last slash
 * in front of a query divides application and name, so that an application may have an instance
 * ({@code live/eu}); the query is part of the name, as services want that put tokens there.
 *
 * @param secure whether it is RTMPS
 * @param host a name or an address, without brackets
 * @param application what connect asks for
 * @param name of the stream: for publishing a secret
 */
public record RtmpAddress(boolean secure, String host, int port, String application, String name) {
  /** What is allowed, in the words of error messages. */
  public static final String ALLOWED = "rtmp:// or rtmps://, host[:port]/application/streamkey";

  /** Characters of an address. */
  public static final int MAX_LENGTH = 1_000;

  private static final String PLAIN = "rtmp://";
  private static final String SECURE = "rtmps://";
  private static final int PLAIN_PORT = 1935;
  private static final int SECURE_PORT = 443;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException it is none; the message says why and holds nothing of it
   */
  public static RtmpAddress parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "has %d characters; allowed: up to %d".formatted(text.length(), MAX_LENGTH));
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("has a space or a character outside of ASCII");
    }
    boolean secure = text.startsWith(SECURE);
    if (!secure && !text.startsWith(PLAIN)) {
      throw new IllegalArgumentException("must be " + ALLOWED);
    }
    String rest = text.substring((secure ? SECURE : PLAIN).length());
    int slash = rest.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("no application; must be " + ALLOWED);
    }
    String authority = rest.substring(0, slash);
    String path = rest.substring(slash + 1);
    int query = path.indexOf('?');
    int last = path.lastIndexOf('/', query < 0 ? path.length() : query);
    if (last < 1 || last + 1 == path.length()) {
      throw new IllegalArgumentException("no application or no name; must be " + ALLOWED);
    }
    HostAndPort address = HostAndPort.parse(authority, secure ? SECURE_PORT : PLAIN_PORT);
    return new RtmpAddress(
        secure, address.host(), address.port(), path.substring(0, last), path.substring(last + 1));
  }

  /** The server's address as connect has it. */
  String server() {
    boolean usual = port == (secure ? SECURE_PORT : PLAIN_PORT);
    String shownHost = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return (secure ? SECURE : PLAIN) + shownHost + (usual ? "" : ":" + port) + "/" + application;
  }

  /** The whole address. Holds the name: not for logs. */
  public String url() {
    return server() + "/" + name;
  }

  /** Fit for logs and answers: without the name. */
  public String masked() {
    return server() + "/***";
  }

  @Override
  public String toString() {
    return masked();
  }
}
