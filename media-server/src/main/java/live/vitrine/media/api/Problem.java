package live.vitrine.media.api;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.json.JsonWriter;

/**
 * What is wrong with a request, as in RFC 9457.
 *
 * @param detail what is wrong, with value and bound, and what to do
 * @param field the part of the request that is wrong; empty when it is not a single one
 */
public record Problem(HttpResponseStatus status, String detail, String field) {
  /** What is wrong with the request as a whole. */
  public Problem(HttpResponseStatus status, String detail) {
    this(status, detail, "");
  }

  /** Answers with this. */
  public void respond(HttpExchange exchange) {
    respond(exchange, new DefaultHttpHeaders());
  }

  private void respond(HttpExchange exchange, HttpHeaders headers) {
    byte[] body =
        JsonWriter.object(json -> {
          json.text("title", status.reasonPhrase())
              .number("status", status.code())
              .text("detail", detail);
          if (!field.isEmpty()) {
            json.text("field", field);
          }
        });
    headers
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    exchange.respond(status, headers, Unpooled.wrappedBuffer(body));
  }

  /** Answers that only these methods are allowed here. */
  public static void methodNotAllowed(HttpExchange exchange, String allowed) {
    new Problem(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed here: " + allowed + ".")
        .respond(exchange, new DefaultHttpHeaders().set(HttpHeaderNames.ALLOW, allowed));
  }
}
