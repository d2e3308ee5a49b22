package live.vitrine.media.recording;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.library.RecordingId;

/** Which resource of recording a path names, and what may be done with it. */
final class RecordingApi implements HttpRoute {
  private static final String PREFIX = "/api/v1/";

  private final LibraryResource recordings;
  private final SwitchResource switches;
  private final ClipResource clips;

  RecordingApi(Recordings recordings) {
    this.recordings = new LibraryResource(recordings.library());
    this.switches = new SwitchResource(recordings);
    this.clips =
        new ClipResource(recordings.library(), recordings.cutter(), recordings.exactClipper());
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().startsWith(PREFIX)) {
      return false;
    }
    List<String> path = List.of(exchange.path().substring(PREFIX.length()).split("/", -1));
    if (path.equals(List.of("recordings"))) {
      list(exchange);
    } else if (path.size() == 2 && path.getFirst().equals("recordings")) {
      id(exchange, path.getLast(), id -> one(exchange, id));
    } else if (path.equals(List.of("clips"))) {
      cut(exchange);
    } else if (path.size() == 3
        && path.getFirst().equals("streams")
        && path.getLast().equals("recording")) {
      stream(exchange, path.get(1), id -> change(exchange, id));
    } else {
      return false;
    }
    return true;
  }

  private void list(HttpExchange exchange) {
    if (Answers.isRead(exchange)) {
      recordings.list(exchange);
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD");
    }
  }

  private void one(HttpExchange exchange, RecordingId id) {
    if (Answers.isRead(exchange)) {
      recordings.show(exchange, id);
    } else if (exchange.method().equals(HttpMethod.DELETE)) {
      recordings.delete(exchange, id);
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD, DELETE");
    }
  }

  private void cut(HttpExchange exchange) {
    if (exchange.method().equals(HttpMethod.POST)) {
      clips.create(exchange);
    } else {
      Problem.methodNotAllowed(exchange, "POST");
    }
  }

  private void change(HttpExchange exchange, StreamId id) {
    if (Answers.isRead(exchange)) {
      switches.show(exchange, id);
    } else if (exchange.method().equals(HttpMethod.PUT)) {
      switches.start(exchange, id);
    } else if (exchange.method().equals(HttpMethod.DELETE)) {
      switches.stop(exchange, id);
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD, PUT, DELETE");
    }
  }

  private static void id(HttpExchange exchange, String name, Consumer<RecordingId> action) {
    if (RecordingId.isValid(name)) {
      action.accept(new RecordingId(name));
    } else {
      new Problem(HttpResponseStatus.BAD_REQUEST, "allowed: " + RecordingId.ALLOWED, "recordingId")
          .respond(exchange);
    }
  }

  private static void stream(HttpExchange exchange, String name, Consumer<StreamId> action) {
    Optional<StreamId> id =
        StreamId.isValid(name) ? Optional.of(StreamId.of(name)) : Optional.empty();
    id.ifPresentOrElse(
        action,
        () ->
            new Problem(HttpResponseStatus.BAD_REQUEST, "allowed: " + StreamId.ALLOWED, "streamId")
                .respond(exchange));
  }
}
