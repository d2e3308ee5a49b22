package live.vitrine.media.benchmark.publisher;

import java.net.URI;

/**
 * Where a show is pushed to.
 *
 * @param port on 127.0.0.1
 * @param app first part of the path
 * @param stream the rest of it, query included
 * @param tcUrl what the connect command names
 */
public record PublishAddress(int port, String app, String stream, String tcUrl) {
  private static final int RTMP_PORT = 1935;

  /**
   * Reads {@code rtmp://127.0.0.1:PORT/app/stream}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PublishAddress of(URI uri) {
    String host = String.valueOf(uri.getHost());
    String[] path = String.valueOf(uri.getRawPath()).split("/", 3);
    boolean loopback = host.equals("127.0.0.1") || host.equals("localhost");
    if (!"rtmp".equals(uri.getScheme()) || !loopback || path.length != 3 || path[2].isEmpty()) {
      throw new IllegalArgumentException(
          "publish address " + uri + " is not rtmp://127.0.0.1:PORT/app/stream");
    }
    int port = uri.getPort() < 0 ? RTMP_PORT : uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new PublishAddress(
        port, path[1], path[2] + query, "rtmp://" + uri.getAuthority() + "/" + path[1]);
  }
}
