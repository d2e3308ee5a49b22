package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamSnapshot;

/** {@code streams}, {@code streams/{id}} and {@code streams/{id}/publisher}. */
final class StreamsResource {
  private final Hub hub;

  StreamsResource(Hub hub) {
    this.hub = hub;
  }

  void list(HttpExchange exchange) {
    exchange.respondWith(
        StreamSnapshot.ofAll(hub),
        snapshots ->
            Answers.json(exchange, json -> json.objects("streams", snapshots, StreamJson::write)));
  }

  void show(HttpExchange exchange, StreamId id) {
    Optional<LiveStream> stream = find(hub, exchange, id);
    stream.ifPresent(live ->
        exchange.respondWith(
            StreamSnapshot.of(live),
            snapshot -> Answers.json(exchange, json -> StreamJson.write(json, snapshot))));
  }

  void kick(HttpExchange exchange, StreamId id) {
    Optional<LiveStream> stream = find(hub, exchange, id);
    stream.ifPresent(live -> {
      live.kick();
      Answers.noContent(exchange);
    });
  }

  /** The live stream; otherwise answers that it is not. */
  static Optional<LiveStream> find(Hub hub, HttpExchange exchange, StreamId id) {
    Optional<LiveStream> stream = hub.find(id);
    if (stream.isEmpty()) {
      new Problem(HttpResponseStatus.NOT_FOUND, "Stream " + id + " is not live.", "streamId")
          .respond(exchange);
    }
    return stream;
  }
}
