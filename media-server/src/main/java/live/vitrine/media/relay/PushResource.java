package live.vitrine.media.relay;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Set;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonWriter;
import live.vitrine.media.rtmp.client.RtmpAddress;

/** {@code push}, {@code streams/{id}/push} and {@code streams/{id}/push/{name}}. */
final class PushResource implements HttpRoute {
  private static final String ALL = "/api/v1/push";
  private static final String PREFIX = "/api/v1/streams/";

  private final Pushes pushes;

  PushResource(Pushes pushes) {
    this.pushes = pushes;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (exchange.path().equals(ALL)) {
      list(exchange, pushes.all());
      return true;
    }
    if (!exchange.path().startsWith(PREFIX)) {
      return false;
    }
    String[] path = exchange.path().substring(PREFIX.length()).split("/", -1);
    if (path.length < 2 || path.length > 3 || !path[1].equals("push")) {
      return false;
    }
    RelayRequest.streamId(exchange, path[0])
        .ifPresent(id -> {
          if (path.length == 2) {
            list(exchange, pushes.of(id));
          } else {
            handleOne(exchange, id, path[2]);
          }
        });
    return true;
  }

  private static void list(HttpExchange exchange, List<PushTarget> targets) {
    if (Answers.isRead(exchange)) {
      Answers.json(exchange, json -> json.objects("targets", targets, PushResource::write));
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD");
    }
  }

  private void handleOne(HttpExchange exchange, StreamId id, String name) {
    if (!Names.isValid(name)) {
      RelayRequest.bad(exchange, "name", "allowed: " + Names.ALLOWED);
      return;
    }
    PushKey key = new PushKey(id, name);
    if (exchange.method().equals(HttpMethod.PUT)) {
      put(exchange, key);
    } else if (exchange.method().equals(HttpMethod.DELETE)) {
      RelayRequest.change(
          exchange,
          () ->
              pushes.remove(key)
                  ? () -> Answers.noContent(exchange)
                  : () -> missing(exchange, key));
    } else if (Answers.isRead(exchange)) {
      pushes
          .find(key)
          .ifPresentOrElse(
              target -> Answers.json(exchange, json -> write(json, target)),
              () -> missing(exchange, key));
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD, PUT, DELETE");
    }
  }

  private void put(HttpExchange exchange, PushKey key) {
    RelayRequest.body(exchange, Set.of("url"))
        .flatMap(fields -> RelayRequest.url(exchange, fields, RtmpAddress::parse))
        .ifPresent(address ->
            RelayRequest.change(
                exchange,
                () -> {
                  PushTarget target = pushes.put(key, address);
                  return () -> Answers.json(exchange, json -> write(json, target));
                }));
  }

  private static void missing(HttpExchange exchange, PushKey key) {
    RelayRequest.notFound(
        exchange, "Stream %s has no push target %s.".formatted(key.streamId(), key.name()));
  }

  private static void write(JsonWriter json, PushTarget target) {
    json.text("streamId", target.key().streamId().value())
        .text("name", target.key().name())
        .text("url", target.address().masked())
        .number("bytesSent", target.bytes());
    RelayRequest.status(json, target.status());
  }
}
