package live.vitrine.media.benchmark.viewer;

import java.net.URI;

/**
 * Where a viewer connects and what it asks for.
 *
 * @param port on 127.0.0.1
 * @param request the whole request, blank line included
 */
public record ViewerAddress(int port, String request) {
  /**
   * Reads {@code http://127.0.0.1:PORT/live/x.flv}, or the same with {@code ws:} for a WebSocket.
   *
   * @throws IllegalArgumentException for another scheme or another machine
   */
  public static ViewerAddress of(URI uri) {
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("http") && !scheme.equals("ws")) {
      throw new IllegalArgumentException("viewer address " + uri + " is neither http nor ws");
    }
    requireLoopback(uri);
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String request =
        ResponseHead.request(uri.getAuthority(), uri.getRawPath() + query, scheme.equals("ws"));
    return new ViewerAddress(port, request);
  }

  /** This tool loads the machine it runs on and no other. */
  public static void requireLoopback(URI uri) {
    String host = String.valueOf(uri.getHost());
    if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
      throw new IllegalArgumentException("address " + uri + " is not on 127.0.0.1");
    }
  }
}
