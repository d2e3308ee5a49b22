package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PeerAddress;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.json.JsonWriter;

/** {@code streams/{id}/viewers} and {@code viewers/{viewerId}}: those who hold a connection. */
final class ViewersResource {
  /** Viewers in one answer. */
  static final int MAX_LISTED = 1_000;

  private static final String VIEWER_ID = "a viewer's number, 1 or more";

  private final Hub hub;

  ViewersResource(Hub hub) {
    this.hub = hub;
  }

  void list(HttpExchange exchange, StreamId id) {
    String after = exchange.query("after");
    long last = after == null ? 0 : number(after);
    if (last < 0) {
      new Problem(HttpResponseStatus.BAD_REQUEST, "allowed: " + VIEWER_ID, "after")
          .respond(exchange);
      return;
    }
    Optional<LiveStream> stream = StreamsResource.find(hub, exchange, id);
    stream.ifPresent(live -> list(exchange, live, last));
  }

  private void list(HttpExchange exchange, LiveStream stream, long after) {
    List<Viewer> all = hub.viewers().stream().filter(viewer -> viewer.watches(stream)).toList();
    List<Viewer> page =
        all.stream()
            .filter(viewer -> viewer.id() > after)
            .sorted(Comparator.comparingLong(Viewer::id))
            .limit(MAX_LISTED)
            .toList();
    Answers.json(
        exchange,
        json -> json.number("total", all.size()).objects("viewers", page, ViewersResource::write));
  }

  private static void write(JsonWriter json, Viewer viewer) {
    json.number("id", viewer.id())
        .text("protocol", viewer.protocol().label())
        .text("remoteAddress", PeerAddress.of(viewer.channel()))
        .number("bytesSent", viewer.bytesSent())
        .number("tagsSkipped", viewer.tagsSkipped());
  }

  void kick(HttpExchange exchange, String text) {
    long id = number(text);
    if (id < 1) {
      new Problem(HttpResponseStatus.BAD_REQUEST, "allowed: " + VIEWER_ID, "viewerId")
          .respond(exchange);
      return;
    }
    Optional<Viewer> viewer = hub.viewer(id);
    if (viewer.isEmpty()) {
      new Problem(HttpResponseStatus.NOT_FOUND, "Viewer " + id + " is not there.", "viewerId")
          .respond(exchange);
      return;
    }
    viewer.get().kick();
    Answers.noContent(exchange);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
