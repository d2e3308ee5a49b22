package live.vitrine.media.page;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.StreamSnapshot;
import live.vitrine.media.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code /streams.json}: what is live, for anybody. Made at most once a second, however many ask.
 * Any event loop.
 */
public final class StreamListing implements HttpRoute {
  /** Streams that are listed; the rest can be watched, but are not shown. */
  static final int MAX_LISTED = 1_000;

  private static final long FRESH_MILLIS = 1_000;

  /**
   * A listing that is there or will be.
   *
   * @param madeMillis when it was asked for
   */
  private record Cached(CompletableFuture<byte[]> body, long madeMillis) {}

  private final Hub hub;
  private final InstantSource clock;
  private final int rtmpPort;
  private @Nullable Cached cached;

  /**
   * A listing of a hub's streams.
   *
   * @param rtmpPort what the page tells hosts to publish to
   */
  public StreamListing(Hub hub, InstantSource clock, int rtmpPort) {
    this.hub = hub;
    this.rtmpPort = rtmpPort;
    this.clock = clock;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().equals("/streams.json")) {
      return false;
    }
    if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
    } else {
      exchange.respondWith(current(), body -> respond(exchange, body));
    }
    return true;
  }

  private static void respond(HttpExchange exchange, byte[] body) {
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
            .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    exchange.respond(HttpResponseStatus.OK, headers, Unpooled.wrappedBuffer(body));
  }

  private synchronized CompletableFuture<byte[]> current() {
    long now = clock.millis();
    Cached known = cached;
    // A clock that was set back must not keep an old listing either.
    if (known != null
        && Math.abs(now - known.madeMillis) < FRESH_MILLIS
        && !known.body.isCompletedExceptionally()) {
      return known.body;
    }
    CompletableFuture<byte[]> body =
        StreamSnapshot.ofAll(hub).thenApply(all -> render(all, clock.millis()));
    cached = new Cached(body, now);
    return body;
  }

  private byte[] render(List<StreamSnapshot> all, long nowMillis) {
    List<StreamSnapshot> shown = all.subList(0, Math.min(all.size(), MAX_LISTED));
    return JsonWriter.object(json ->
        json.objects(
                "streams",
                shown,
                (stream, snapshot) -> ListedStream.write(stream, snapshot, nowMillis))
            .number("rtmpPort", rtmpPort));
  }
}
