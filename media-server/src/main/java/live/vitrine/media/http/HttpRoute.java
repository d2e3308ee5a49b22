package live.vitrine.media.http;

/** Answers the requests that belong to it. Runs on the connection's event loop; never blocks. */
public interface HttpRoute {
  /**
   * Answers now, later, or not at all.
   *
   * @return whether the request belongs to this route; if so the exchange is answered sooner or
   *     later, or taken over
   */
  boolean handle(HttpExchange exchange);
}
