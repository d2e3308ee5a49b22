package live.vitrine.media.relay;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import java.util.Set;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.json.JsonWriter;

/** {@code relay} and {@code relay/{id}}: streams that are pulled from other servers. */
final class PullResource implements HttpRoute {
  private static final String ALL = "/api/v1/relay";
  private static final String PREFIX = ALL + "/";
  private static final String ON_DEMAND = "onDemand";

  private final Pulls pulls;

  PullResource(Pulls pulls) {
    this.pulls = pulls;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    String path = exchange.path();
    if (path.equals(ALL)) {
      list(exchange);
      return true;
    }
    if (!path.startsWith(PREFIX) || path.indexOf('/', PREFIX.length()) >= 0) {
      return false;
    }
    RelayRequest.streamId(exchange, path.substring(PREFIX.length()))
        .ifPresent(id -> handleOne(exchange, id));
    return true;
  }

  private void list(HttpExchange exchange) {
    if (Answers.isRead(exchange)) {
      Answers.json(exchange, json -> json.objects("relays", pulls.all(), PullResource::write));
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD");
    }
  }

  private void handleOne(HttpExchange exchange, StreamId id) {
    if (exchange.method().equals(HttpMethod.PUT)) {
      put(exchange, id);
    } else if (exchange.method().equals(HttpMethod.DELETE)) {
      RelayRequest.change(
          exchange,
          () -> pulls.remove(id) ? () -> Answers.noContent(exchange) : () -> missing(exchange, id));
    } else if (Answers.isRead(exchange)) {
      pulls
          .find(id)
          .ifPresentOrElse(
              pull -> Answers.json(exchange, json -> write(json, pull)),
              () -> missing(exchange, id));
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD, PUT, DELETE");
    }
  }

  private void put(HttpExchange exchange, StreamId id) {
    Optional<JsonFields> body = RelayRequest.body(exchange, Set.of("url", ON_DEMAND));
    if (body.isEmpty()) {
      return;
    }
    boolean onDemand;
    try {
      onDemand = body.get().has(ON_DEMAND) && body.get().flag(ON_DEMAND);
    } catch (JsonException e) {
      RelayRequest.bad(exchange, e.field(), e.detail());
      return;
    }
    RelayRequest.url(exchange, body.get(), SourceAddress::parse)
        .ifPresent(address ->
            RelayRequest.change(
                exchange,
                () -> {
                  Pull pull = pulls.put(id, address, onDemand);
                  return () -> Answers.json(exchange, json -> write(json, pull));
                }));
  }

  private static void missing(HttpExchange exchange, StreamId id) {
    RelayRequest.notFound(exchange, "Stream %s is not pulled.".formatted(id));
  }

  private static void write(JsonWriter json, Pull pull) {
    json.text("streamId", pull.id().value())
        .text("url", pull.address().masked())
        .flag(ON_DEMAND, pull.isOnDemand())
        .number("bytesReceived", pull.bytes());
    RelayRequest.status(json, pull.status());
  }
}
