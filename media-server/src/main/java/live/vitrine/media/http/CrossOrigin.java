package live.vitrine.media.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Cross-origin access (Fetch standard, section 3.2): playback is open to pages of any origin, and
 * sends no cookies. The route answers every OPTIONS request, preflight or not.
 */
public final class CrossOrigin implements HttpRoute {
  private static final String METHODS = "GET, HEAD, OPTIONS";

  /** Adds what a response needs so that any page may read it. */
  public static HttpHeaders allowAny(HttpHeaders headers) {
    return headers
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Content-Length, Content-Range, Date");
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.method().equals(HttpMethod.OPTIONS)) {
      return false;
    }
    HttpHeaders headers =
        allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.ALLOW, METHODS)
            .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
            .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Range")
            .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, 86_400);
    exchange.respond(HttpResponseStatus.NO_CONTENT, headers, Unpooled.EMPTY_BUFFER);
    return true;
  }
}
