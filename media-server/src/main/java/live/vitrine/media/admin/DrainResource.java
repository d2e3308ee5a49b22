package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.config.DrainOptions;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** {@code drain}: makes the server leave without cutting anybody off. */
public final class DrainResource implements HttpRoute {
  private static final String PATH = "/api/v1/drain";
  private static final String SECONDS = "seconds";
  private static final String RECONNECT_URL = "reconnectUrl";
  private static final int MAX_SECONDS = 86_400;

  /** Without a time in request and settings. */
  private static final Duration DEFAULT_TIME = Duration.ofMinutes(5);

  private final DrainControl control;
  private final DrainOptions options;

  /**
   * The resource.
   *
   * @param options what holds where a request does not say
   */
  public DrainResource(DrainControl control, DrainOptions options) {
    this.control = control;
    this.options = options;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().equals(PATH)) {
      return false;
    }
    if (Answers.isRead(exchange)) {
      show(exchange);
    } else if (exchange.method().equals(HttpMethod.POST)) {
      start(exchange);
    } else if (exchange.method().equals(HttpMethod.DELETE)) {
      answer(exchange, control.cancel());
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD, POST, DELETE");
    }
    return true;
  }

  private void start(HttpExchange exchange) {
    Duration time = options.time().isZero() ? DEFAULT_TIME : options.time();
    @Nullable String url = options.reconnectUrl();
    if (!exchange.body().isBlank()) {
      try {
        JsonFields fields = JsonFields.parse(exchange.body(), Set.of(SECONDS, RECONNECT_URL));
        if (fields.has(SECONDS)) {
          time = Duration.ofSeconds(fields.integer(SECONDS, 0, MAX_SECONDS));
        }
        Optional<String> given = fields.text(RECONNECT_URL);
        if (given.isPresent()) {
          url = given.get();
          requireRtmp(exchange, url);
          if (exchange.isDone()) {
            return;
          }
        }
      } catch (JsonException e) {
        new Problem(HttpResponseStatus.BAD_REQUEST, e.detail(), e.field()).respond(exchange);
        return;
      }
    }
    answer(exchange, control.start(time, url));
  }

  private static void requireRtmp(HttpExchange exchange, String url) {
    if (!url.matches("rtmps?://[!-~]{1,450}")) {
      new Problem(
              HttpResponseStatus.BAD_REQUEST,
              "must be an address such as rtmp://another-instance/live",
              RECONNECT_URL)
          .respond(exchange);
    }
  }

  private void answer(HttpExchange exchange, boolean done) {
    if (done) {
      show(exchange);
    } else {
      new Problem(HttpResponseStatus.CONFLICT, "The server is stopping already.").respond(exchange);
    }
  }

  private void show(HttpExchange exchange) {
    DrainControl.Status status = control.status();
    Answers.json(
        exchange,
        json -> {
          json.text("state", status.draining() ? "draining" : "none")
              .number("secondsLeft", status.secondsLeft());
          json.text(RECONNECT_URL, status.reconnectUrl());
          json.number("streams", status.streams()).number("viewers", status.viewers());
        });
  }
}
