package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.json.JsonWriter;

/** {@code streams/{id}/events}: what happens in a show, put on its clock. */
final class EventsResource {
  private static final int MAX_DURATION_MILLIS = 24 * 60 * 60 * 1000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final String NAME_ALLOWED = "allowed: 1 to 64 of A-Z a-z 0-9 _ . -";

  private final Hub hub;

  EventsResource(Hub hub) {
    this.hub = hub;
  }

  private record Posted(String id, String name, long durationMillis, String data) {
    /** Reads the body of a request. */
    static Posted parse(String body) {
      JsonFields fields =
          JsonFields.parse(body, Set.of("id", "name", "durationMillis", "data"), Set.of("data"));
      String data = fields.json("data", "null");
      int length = data.getBytes(StandardCharsets.UTF_8).length;
      if (length > TimedEvent.MAX_DATA_BYTES) {
        throw new JsonException(
            "data",
            "has %d bytes, at most %d allowed".formatted(length, TimedEvent.MAX_DATA_BYTES));
      }
      return new Posted(
          fields.text("id", NAME, NAME_ALLOWED, UUID.randomUUID().toString()),
          fields.text("name", NAME, NAME_ALLOWED),
          fields.integer("durationMillis", 0, MAX_DURATION_MILLIS, 0),
          data);
    }
  }

  void post(HttpExchange exchange, StreamId id) {
    if (!Answers.isJson(exchange)) {
      return;
    }
    Posted posted;
    try {
      posted = Posted.parse(exchange.body());
    } catch (JsonException e) {
      new Problem(HttpResponseStatus.BAD_REQUEST, e.detail(), e.field()).respond(exchange);
      return;
    }
    StreamsResource.find(hub, exchange, id).ifPresent(stream -> post(exchange, stream, posted));
  }

  private static void post(HttpExchange exchange, LiveStream stream, Posted posted) {
    CompletableFuture<Runnable> answer =
        stream
            .post(posted.id, posted.name, posted.durationMillis, posted.data)
            .<Runnable>thenApply(event -> () -> Answers.json(exchange, json -> write(json, event)))
            .exceptionally(failure -> () -> refuse(exchange, failure));
    exchange.respondWith(answer, Runnable::run);
  }

  private static void refuse(HttpExchange exchange, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof IllegalStateException)) {
      throw new IllegalStateException(cause);
    }
    new Problem(HttpResponseStatus.CONFLICT, String.valueOf(cause.getMessage())).respond(exchange);
  }

  void end(HttpExchange exchange, StreamId id, String eventId) {
    StreamsResource.find(hub, exchange, id)
        .ifPresent(stream ->
            exchange.respondWith(
                stream.endEvent(eventId),
                ended ->
                    ended.ifPresentOrElse(
                        event -> Answers.json(exchange, json -> write(json, event)),
                        () -> notInForce(exchange))));
  }

  private static void notInForce(HttpExchange exchange) {
    new Problem(HttpResponseStatus.NOT_FOUND, "No event of that ID is in force.", "eventId")
        .respond(exchange);
  }

  private static void write(JsonWriter json, TimedEvent event) {
    json.text("id", event.id())
        .text("name", event.name())
        .number("timeMillis", event.timestamp())
        .number("durationMillis", event.durationMillis());
  }
}
