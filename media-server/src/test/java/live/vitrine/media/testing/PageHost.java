package live.vitrine.media.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Serves the built-in page beside a listing that the test writes, so that every state of the page
 * can be reached.
 */
public final class PageHost implements AutoCloseable {
  /** As strict as the page can live with. */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src *; media-src 'self' blob:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final HttpServer server;
  private volatile String listing = "{\"streams\":[]}";

  private PageHost(HttpServer server) {
    this.server = server;
  }

  public static PageHost start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    PageHost host = new PageHost(HttpServer.create(address, 0));
    host.server.createContext("/", host::answer);
    host.server.start();
    return host;
  }

  /** Ends with a slash. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What {@code /streams.json} answers from now on. */
  public void list(String json) {
    listing = json;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body =
        path.equals("/streams.json")
            ? listing.getBytes(StandardCharsets.UTF_8)
            : resource(path.equals("/") ? "/page/index.html" : path);
    exchange.getResponseHeaders().set("Content-Type", type(path));
    exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
    if (body != null) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static byte @Nullable [] resource(String path) throws IOException {
    try (InputStream in = PageHost.class.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json";
      default -> "text/html; charset=utf-8";
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
