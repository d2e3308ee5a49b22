package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.hub.StreamId;

/** {@code /api/v1}: which resource a path names, and what may be done with it. */
final class ControlApi implements HttpRoute {
  private static final String PREFIX = "/api/v1/";
  private static final String READ = "GET, HEAD";

  private final StreamsResource streams;
  private final ViewersResource viewers;
  private final EventsResource events;
  private final KeyResource keys;
  private final ServerResource server;

  ControlApi(AdminContext context) {
    this.streams = new StreamsResource(context.hub());
    this.viewers = new ViewersResource(context.hub());
    this.events = new EventsResource(context.hub());
    this.keys = new KeyResource(context.hub(), context.keys());
    this.server = new ServerResource(context);
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().startsWith("/api/")) {
      return false;
    }
    if (!exchange.path().startsWith(PREFIX)) {
      notFound(exchange);
      return true;
    }
    List<String> path = List.of(exchange.path().substring(PREFIX.length()).split("/", -1));
    switch (shape(path)) {
      case "server" -> read(exchange, () -> server.show(exchange));
      case "streams" -> read(exchange, () -> streams.list(exchange));
      case "streams/*" ->
          read(exchange, () -> id(exchange, path).ifPresent(id -> streams.show(exchange, id)));
      case "streams/*/viewers" ->
          read(exchange, () -> id(exchange, path).ifPresent(id -> viewers.list(exchange, id)));
      case "streams/*/publisher" ->
          only(
              exchange,
              HttpMethod.DELETE,
              () -> id(exchange, path).ifPresent(id -> streams.kick(exchange, id)));
      case "streams/*/events" ->
          only(
              exchange,
              HttpMethod.POST,
              () -> id(exchange, path).ifPresent(id -> events.post(exchange, id)));
      case "streams/*/events/*" ->
          only(
              exchange,
              HttpMethod.DELETE,
              () -> id(exchange, path).ifPresent(id -> events.end(exchange, id, path.get(3))));
      case "streams/*/key" ->
          only(
              exchange,
              HttpMethod.PUT,
              () -> id(exchange, path).ifPresent(id -> keys.revoke(exchange, id)));
      case "viewers/*" ->
          only(exchange, HttpMethod.DELETE, () -> viewers.kick(exchange, path.get(1)));
      default -> notFound(exchange);
    }
    return true;
  }

  /** The path with the name in it left out. */
  private static String shape(List<String> path) {
    return switch (path.size()) {
      case 1 -> path.getFirst();
      case 2 -> path.getFirst() + "/*";
      case 3 -> path.getFirst() + "/*/" + path.get(2);
      case 4 -> path.getFirst() + "/*/" + path.get(2) + "/*";
      default -> "";
    };
  }

  private static void notFound(HttpExchange exchange) {
    new Problem(HttpResponseStatus.NOT_FOUND, "Nothing is here; see docs/control-api.md.")
        .respond(exchange);
  }

  private static void read(HttpExchange exchange, Runnable action) {
    if (Answers.isRead(exchange)) {
      action.run();
    } else {
      Problem.methodNotAllowed(exchange, READ);
    }
  }

  private static void only(HttpExchange exchange, HttpMethod method, Runnable action) {
    if (exchange.method().equals(method)) {
      action.run();
    } else {
      Problem.methodNotAllowed(exchange, method.name());
    }
  }

  /** The stream's ID in the path; otherwise answers what is wrong with it. */
  private static Optional<StreamId> id(HttpExchange exchange, List<String> path) {
    String name = path.get(1);
    if (StreamId.isValid(name)) {
      return Optional.of(StreamId.of(name));
    }
    new Problem(HttpResponseStatus.BAD_REQUEST, "allowed: " + StreamId.ALLOWED, "streamId")
        .respond(exchange);
    return Optional.empty();
  }
}
