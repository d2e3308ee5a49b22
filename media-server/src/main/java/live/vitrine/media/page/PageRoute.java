package live.vitrine.media.page;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.Map;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;

/** {@code /} and {@code /page/…}: the built-in page. Browsers ask again each time, by its tag. */
public final class PageRoute implements HttpRoute {
  /**
   * Scripts and styles from here alone. Players work with media from memory (blob:), run their
   * worker from there too, and connect to this server by HTTP and WebSocket; {@code ws:} is named
   * because not every browser counts it to {@code 'self'}.
   */
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "media-src 'self' blob:",
          "worker-src 'self' blob:",
          "connect-src 'self' ws: wss:",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'self'");

  private final Map<String, PageFile> files;

  PageRoute(Map<String, PageFile> files) {
    this.files = Map.copyOf(files);
  }

  /**
   * A route to the files that come with the program.
   *
   * @throws IOException they cannot be read
   */
  public static PageRoute load() throws IOException {
    return new PageRoute(PageFiles.load());
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    PageFile file = files.get(exchange.path());
    if (file == null) {
      return false;
    }
    if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
      return true;
    }
    HttpHeaders headers =
        new DefaultHttpHeaders()
            .set(HttpHeaderNames.ETAG, file.entityTag())
            .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE)
            .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
            .set("X-Content-Type-Options", "nosniff")
            .set("Referrer-Policy", "no-referrer");
    String known = exchange.request().headers().get(HttpHeaderNames.IF_NONE_MATCH);
    if (known != null && file.matches(known)) {
      exchange.respondHeaders(HttpResponseStatus.NOT_MODIFIED, headers);
    } else {
      headers.set(HttpHeaderNames.CONTENT_TYPE, file.contentType());
      exchange.respond(HttpResponseStatus.OK, headers, file.content().retainedDuplicate());
    }
    return true;
  }
}
