package live.vitrine.media.relay;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import live.vitrine.media.api.Answers;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.StreamId;

/**
 * Wakes the pull of a stream that is asked for and pulled on demand. The request goes on to the
 * routes that serve it; one that does not say how long it can wait is sent there again, with {@code
 * ?wait}.
 */
final class OnDemandRoute implements HttpRoute {
  private static final String PREFIX = "/live/";
  private static final String WAIT = "wait";
  private static final int WAIT_SECONDS = 10;

  private final Pulls pulls;
  private final Hub hub;

  OnDemandRoute(Pulls pulls, Hub hub) {
    this.pulls = pulls;
    this.hub = hub;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().startsWith(PREFIX) || !Answers.isRead(exchange)) {
      return false;
    }
    String rest = exchange.path().substring(PREFIX.length());
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '.' && rest.charAt(end) != '/') {
      end++;
    }
    String name = rest.substring(0, end);
    if (!StreamId.isValid(name)) {
      return false;
    }
    StreamId id = StreamId.of(name);
    Optional<Pull> pull = pulls.find(id).filter(Pull::isOnDemand);
    if (pull.isEmpty()) {
      return false;
    }
    boolean live = hub.find(id).isPresent();
    if (!live) {
      pull.get().wake();
    }
    boolean entry = rest.endsWith(".flv") || rest.endsWith(".m3u8");
    if (live || !entry || exchange.query(WAIT) != null) {
      return false;
    }
    String uri = exchange.request().uri();
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
            .set(
                HttpHeaderNames.LOCATION,
                uri + (uri.indexOf('?') < 0 ? "?" : "&") + WAIT + "=" + WAIT_SECONDS);
    exchange.respond(HttpResponseStatus.TEMPORARY_REDIRECT, headers, Unpooled.EMPTY_BUFFER);
    return true;
  }
}
