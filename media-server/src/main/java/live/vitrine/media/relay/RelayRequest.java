package live.vitrine.media.relay;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.json.JsonWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What requests about pushes and pulls have in common. Each answers what is wrong by itself. */
final class RelayRequest {
  private static final Logger LOG = LoggerFactory.getLogger(RelayRequest.class);
  private static final String URL = "url";

  private RelayRequest() {}

  /** The members of the body; otherwise answers what is wrong with it. */
  static Optional<JsonFields> body(HttpExchange exchange, Set<String> known) {
    if (!Answers.isJson(exchange)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonFields.parse(exchange.body(), known));
    } catch (JsonException e) {
      bad(exchange, e.field(), e.detail());
      return Optional.empty();
    }
  }

  /** The address in the body; otherwise answers what is wrong with it. */
  static <T> Optional<T> url(HttpExchange exchange, JsonFields fields, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(fields.text(URL).orElse("")));
    } catch (JsonException e) {
      bad(exchange, e.field(), e.detail());
    } catch (IllegalArgumentException e) {
      bad(exchange, URL, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** The stream's ID in the path; otherwise answers what is wrong with it. */
  static Optional<StreamId> streamId(HttpExchange exchange, String text) {
    if (StreamId.isValid(text)) {
      return Optional.of(StreamId.of(text));
    }
    bad(exchange, "streamId", "allowed: " + StreamId.ALLOWED);
    return Optional.empty();
  }

  static void bad(HttpExchange exchange, String field, String detail) {
    new Problem(HttpResponseStatus.BAD_REQUEST, detail, field).respond(exchange);
  }

  static void notFound(HttpExchange exchange, String detail) {
    new Problem(HttpResponseStatus.NOT_FOUND, detail).respond(exchange);
  }

  /** Something that touches the disk, and how to answer. */
  interface Change {
    Runnable apply() throws IOException;
  }

  /** Makes a change on a thread that may block, then answers. */
  static void change(HttpExchange exchange, Change change) {
    CompletableFuture<Runnable> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return change.apply();
              } catch (LimitException e) {
                return () ->
                    new Problem(HttpResponseStatus.CONFLICT, String.valueOf(e.getMessage()))
                        .respond(exchange);
              } catch (IOException e) {
                LOG.error("pushes or pulls could not be kept", e);
                return () ->
                    new Problem(
                            HttpResponseStatus.INTERNAL_SERVER_ERROR,
                            "Nothing is changed: the data folder cannot be written; see the log.")
                        .respond(exchange);
              }
            },
            task -> Thread.ofVirtual().name("relay").start(task));
    exchange.respondWith(answer, Runnable::run);
  }

  static void show(HttpExchange exchange, Consumer<JsonWriter> members) {
    Answers.json(exchange, members);
  }

  /** State, time to the next attempt and last error. */
  static void status(JsonWriter json, LinkStatus status) {
    json.text("state", status.state().label())
        .number("retrySeconds", status.retrySeconds(System.nanoTime()))
        .text("lastError", status.lastError().isEmpty() ? null : status.lastError());
  }
}
