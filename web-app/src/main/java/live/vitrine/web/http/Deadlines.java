package live.vitrine.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections that take too long to say what they want, however busy they look meanwhile:
 * one deadline for the first header, one for each body, one for the next header. Event loops.
 */
final class Deadlines {
  static final Duration FIRST_HEADER = Duration.ofSeconds(10);
  static final Duration BODY = Duration.ofSeconds(30);

  /** From one answer to the next header: a connection may be idle, then the header comes. */
  static final Duration NEXT_HEADER = Duration.ofSeconds(85);

  /** What a slow line sends of a file in a second. */
  private static final long SLOWEST_BYTES = 16 * 1024L;

  private final Vertx vertx;
  private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

  Deadlines(Vertx vertx) {
    this.vertx = vertx;
  }

  void opened(HttpConnection connection) {
    connection.closeHandler(_ -> stop(connection));
    start(connection, FIRST_HEADER);
  }

  /** The header is there. */
  void began(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    start(connection, BODY);
    request
        .end()
        .onSuccess(_ -> {
          if (request.response().ended()) {
            start(connection, NEXT_HEADER);
          } else {
            stop(connection);
          }
        });
  }

  /** The body is a file from somebody who may send it: as long as {@code bytes} take. */
  void admitted(HttpServerRequest request, long bytes) {
    if (!request.isEnded()) {
      start(request.connection(), BODY.plusSeconds(bytes / SLOWEST_BYTES));
    }
  }

  void answered(HttpServerRequest request) {
    // A body that is still coming keeps its deadline.
    if (request.isEnded()) {
      start(request.connection(), NEXT_HEADER);
    }
  }

  private void start(HttpConnection connection, Duration patience) {
    stop(connection);
    timers.put(connection, vertx.setTimer(patience.toMillis(), _ -> end(connection)));
  }

  private void end(HttpConnection connection) {
    timers.remove(connection);
    connection.close();
  }

  private void stop(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
