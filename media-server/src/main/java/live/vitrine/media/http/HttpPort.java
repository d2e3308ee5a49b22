package live.vitrine.media.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of one HTTP port share, whichever version they speak. Any event loop.
 *
 * @param prefix a path prefix that requests may carry and routes do not see; empty for none
 * @param routes asked in this order
 */
record HttpPort(HttpLimits limits, String prefix, List<HttpRoute> routes, HttpCounters counters) {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);

  /** Finds the route of a request. */
  void route(HttpExchange exchange) {
    guarded(
        exchange,
        () -> {
          if (!isRouted(exchange)) {
            exchange.respondText(HttpResponseStatus.NOT_FOUND, "Nothing is here.");
          }
        });
  }

  /** Behind the prefix first: an instance may be called like the beginning of a path. */
  private boolean isRouted(HttpExchange exchange) {
    return isTaken(exchange) || (exchange.restorePrefix() && isTaken(exchange));
  }

  private boolean isTaken(HttpExchange exchange) {
    for (HttpRoute route : routes) {
      if (route.handle(exchange)) {
        return true;
      }
    }
    return false;
  }

  /** Runs what answers an exchange; a fault in it is answered too. */
  void guarded(HttpExchange exchange, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failed(exchange, e);
    }
  }

  void failed(HttpExchange exchange, Throwable cause) {
    LOG.error("request {} {} failed", exchange.method(), exchange.loggablePath(), cause);
    if (exchange.isDone()) {
      // Half an answer, or a connection that was taken over by what has failed.
      exchange.channel().close();
    }
    exchange.respondText(
        HttpResponseStatus.INTERNAL_SERVER_ERROR, "The server failed; see its log.");
  }
}
