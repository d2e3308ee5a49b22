package live.vitrine.media.relay;

import live.vitrine.media.rtmp.client.HostAndPort;
import live.vitrine.media.rtmp.client.RtmpAddress;

/** Where a stream is pulled from. */
sealed interface SourceAddress {
  /** What is allowed, in the words of error messages. */
  String ALLOWED =
      "http(s)://host[:port]/path.flv (HTTP-FLV) or rtmp(s)://host[:port]/application/name";

  /** Where to connect to. */
  Dialer.Destination destination();

  /** The whole address. May hold a secret: not for logs. */
  String url();

  /** Fit for logs and answers. */
  String masked();

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException it is none; the message says why and holds nothing of it
   */
  static SourceAddress parse(String text) {
    if (text.startsWith("rtmp")) {
      return new Rtmp(RtmpAddress.parse(text));
    }
    return HttpFlv.parse(text);
  }

  /** RTMP play. The name is shown: it is a stream's, unless it has a query. */
  record Rtmp(RtmpAddress address) implements SourceAddress {
    @Override
    public Dialer.Destination destination() {
      return new Dialer.Destination(address.secure(), address.host(), address.port());
    }

    @Override
    public String url() {
      return address.url();
    }

    @Override
    public String masked() {
      return withoutQuery(address.url());
    }
  }

  /**
   * HTTP-FLV.
   *
   * @param authority as it was written, for the Host header
   * @param target path and query
   */
  record HttpFlv(boolean secure, String host, int port, String authority, String target)
      implements SourceAddress {
    private static final String PLAIN = "http://";
    private static final String SECURE = "https://";

    static HttpFlv parse(String text) {
      if (text.length() > RtmpAddress.MAX_LENGTH) {
        throw new IllegalArgumentException(
            "has %d characters; allowed: up to %d"
                .formatted(text.length(), RtmpAddress.MAX_LENGTH));
      }
      boolean secure = text.startsWith(SECURE);
      if (!secure && !text.startsWith(PLAIN)) {
        throw new IllegalArgumentException("must be " + ALLOWED);
      }
      if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
        throw new IllegalArgumentException("has a space, '#' or a character outside of ASCII");
      }
      String rest = text.substring((secure ? SECURE : PLAIN).length());
      int slash = rest.indexOf('/');
      if (slash < 1) {
        throw new IllegalArgumentException("no path; must be " + ALLOWED);
      }
      String authority = rest.substring(0, slash);
      HostAndPort address = HostAndPort.parse(authority, secure ? 443 : 80);
      return new HttpFlv(secure, address.host(), address.port(), authority, rest.substring(slash));
    }

    @Override
    public Dialer.Destination destination() {
      return new Dialer.Destination(secure, host, port);
    }

    @Override
    public String url() {
      return (secure ? SECURE : PLAIN) + authority + target;
    }

    @Override
    public String masked() {
      return withoutQuery(url());
    }
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query) + "?***";
  }
}
