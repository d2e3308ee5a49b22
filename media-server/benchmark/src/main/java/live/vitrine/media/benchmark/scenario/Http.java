package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Single requests, for readiness and playlists; not for load. */
final class Http {
  private static final int TIMEOUT_MILLIS = 5_000;

  private Http() {}

  /** Status of a GET, or 0 while nobody answers. */
  static int status(URI uri) {
    try {
      HttpURLConnection connection = open(uri);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException nobody) {
      return 0;
    }
  }

  /** Body of a GET that must succeed. */
  static byte[] body(URI uri) throws IOException {
    HttpURLConnection connection = open(uri);
    try (InputStream body = connection.getInputStream()) {
      return body.readAllBytes();
    } finally {
      connection.disconnect();
    }
  }

  /** Status of a request without a body. */
  static int send(String method, URI uri) throws IOException {
    HttpURLConnection connection = open(uri);
    try {
      connection.setRequestMethod(method);
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection open(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }
}
