package live.vitrine.media.recording;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingJson;
import live.vitrine.media.recording.library.RecordingLibrary;
import org.jspecify.annotations.Nullable;

/** {@code recordings} and {@code recordings/{id}}. */
final class LibraryResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final RecordingLibrary library;

  LibraryResource(RecordingLibrary library) {
    this.library = library;
  }

  void list(HttpExchange exchange) {
    String stream = exchange.query("stream");
    String before = exchange.query("before");
    OptionalInt limit = limit(exchange.query("limit"));
    if (stream != null && !StreamId.isValid(stream)) {
      refuse(exchange, "allowed: " + StreamId.ALLOWED, "stream");
    } else if (before != null && !RecordingId.isValid(before)) {
      refuse(exchange, "allowed: " + RecordingId.ALLOWED, "before");
    } else if (limit.isEmpty()) {
      refuse(exchange, "allowed: 1 to " + MAX_LIMIT, "limit");
    } else {
      List<Recording> found =
          library.list(
              stream == null ? null : StreamId.of(stream),
              before == null ? null : new RecordingId(before),
              limit.getAsInt());
      Answers.json(
          exchange,
          json ->
              json.number("total", library.count())
                  .objects("recordings", found, RecordingJson::writeSummary));
    }
  }

  private static OptionalInt limit(@Nullable String text) {
    if (text == null) {
      return OptionalInt.of(DEFAULT_LIMIT);
    }
    if (!text.matches("\\d{1,4}")) {
      return OptionalInt.empty();
    }
    int limit = Integer.parseInt(text);
    return limit >= 1 && limit <= MAX_LIMIT ? OptionalInt.of(limit) : OptionalInt.empty();
  }

  private static void refuse(HttpExchange exchange, String detail, String field) {
    new Problem(HttpResponseStatus.BAD_REQUEST, detail, field).respond(exchange);
  }

  void show(HttpExchange exchange, RecordingId id) {
    find(exchange, id)
        .ifPresent(recording ->
            exchange.respondWith(
                offLoop(() -> load(recording)),
                whole -> Answers.json(exchange, json -> RecordingJson.write(json, whole))));
  }

  private Recording load(Recording recording) {
    try {
      return library.load(recording);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(HttpExchange exchange, RecordingId id) {
    find(exchange, id)
        .ifPresent(recording ->
            exchange.respondWith(
                offLoop(() -> remove(recording)), removed -> answer(exchange, id, removed)));
  }

  private boolean remove(Recording recording) {
    try {
      return library.delete(recording);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, RecordingId id, boolean removed) {
    if (removed) {
      Answers.noContent(exchange);
    } else {
      new Problem(
              HttpResponseStatus.CONFLICT,
              "Recording %s is being written; stop it first.".formatted(id))
          .respond(exchange);
    }
  }

  private Optional<Recording> find(HttpExchange exchange, RecordingId id) {
    Optional<Recording> recording = library.find(id);
    if (recording.isEmpty()) {
      new Problem(
              HttpResponseStatus.NOT_FOUND,
              "There is no recording %s.".formatted(id),
              "recordingId")
          .respond(exchange);
    }
    return recording;
  }

  static <T> CompletableFuture<T> offLoop(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work, task -> Thread.ofVirtual().name("recordings-api").start(task));
  }
}
