package live.vitrine.media.api;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.function.Consumer;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.json.JsonWriter;

/** Answers that several resources of the control API give. On the connection's event loop. */
public final class Answers {
  private Answers() {}

  /** A JSON object that nobody stores. */
  public static void json(HttpExchange exchange, Consumer<JsonWriter> members) {
    bytes(exchange, "application/json", JsonWriter.object(members));
  }

  /** A body that nobody stores. */
  public static void bytes(HttpExchange exchange, String contentType, byte[] body) {
    HttpHeaders headers =
        new DefaultHttpHeaders()
            .set(HttpHeaderNames.CONTENT_TYPE, contentType)
            .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    exchange.respond(HttpResponseStatus.OK, headers, Unpooled.wrappedBuffer(body));
  }

  /** Done, with nothing to say. */
  public static void noContent(HttpExchange exchange) {
    exchange.respondHeaders(HttpResponseStatus.NO_CONTENT, new DefaultHttpHeaders());
  }

  /** Whether the request's body is said to be JSON; otherwise answers that it must be. */
  public static boolean isJson(HttpExchange exchange) {
    CharSequence type = HttpUtil.getMimeType(exchange.request());
    if (type != null && HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(type)) {
      return true;
    }
    new Problem(
            HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
            "must be application/json",
            HttpHeaderNames.CONTENT_TYPE.toString())
        .respond(exchange);
    return false;
  }

  /** Whether the request is GET or HEAD. */
  public static boolean isRead(HttpExchange exchange) {
    return exchange.method().equals(HttpMethod.GET) || exchange.method().equals(HttpMethod.HEAD);
  }
}
