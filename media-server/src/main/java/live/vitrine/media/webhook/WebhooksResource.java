package live.vitrine.media.webhook;

import java.time.Instant;
import java.util.List;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/webhooks}: every endpoint, without what may be secret in its address. */
record WebhooksResource(List<Endpoint> endpoints) implements HttpRoute {
  static final String PATH = "/api/v1/webhooks";

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().equals(PATH)) {
      return false;
    }
    if (Answers.isRead(exchange)) {
      Answers.json(exchange, json -> json.objects("webhooks", endpoints, WebhooksResource::write));
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD");
    }
    return true;
  }

  private static void write(JsonWriter json, Endpoint endpoint) {
    EndpointFigures figures = endpoint.figures();
    json.number("endpoint", endpoint.index())
        .text("host", endpoint.host())
        .flag("gone", figures.gone)
        .number("queued", endpoint.queued())
        .number("queuedBytes", endpoint.queuedBytes())
        .number("delivered", figures.delivered.sum())
        .number("failed", figures.failed.sum())
        .number("dropped", figures.dropped.sum());
    if (figures.lastStatus == 0) {
      json.absent("lastStatus");
    } else {
      json.number("lastStatus", figures.lastStatus);
    }
    String error = figures.lastError;
    if (error == null) {
      json.absent("lastError");
    } else {
      json.text("lastError", error);
    }
    writeTime(json, "lastSuccessAt", figures.lastSuccess);
    writeTime(json, "nextAttemptAt", figures.nextAttempt);
  }

  private static void writeTime(JsonWriter json, String name, @Nullable Instant time) {
    if (time == null) {
      json.absent(name);
    } else {
      json.text(name, time.toString());
    }
  }
}
