package live.vitrine.media.recording;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.recording.finish.ClipCutter;
import live.vitrine.media.recording.finish.NoSpaceException;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingJson;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.worker.ExactClipper;

/** {@code clips}: recordings that are cut from others. */
final class ClipResource {
  /** Cutting is the disk's work; more at once would only be slower. */
  private static final int MAX_AT_ONCE = 2;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern TIME = Pattern.compile("[0-9TZ:.+-]{1,40}");
  private static final String TIMES = "allowed: times as 2026-11-20T19:44:44.5Z";
  private static final Set<String> MEMBERS =
      Set.of("recording", "stream", "startMillis", "endMillis", "from", "to", "exact");

  private final RecordingLibrary library;
  private final ClipCutter cutter;
  private final ExactClipper exact;
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  ClipResource(RecordingLibrary library, ClipCutter cutter, ExactClipper exact) {
    this.library = library;
    this.cutter = cutter;
    this.exact = exact;
  }

  /** What is to be cut, in milliseconds of the recording. */
  private record Cut(Recording source, long from, long to, boolean exact) {}

  void create(HttpExchange exchange) {
    Cut cut;
    try {
      JsonFields fields = JsonFields.parse(exchange.body(), MEMBERS);
      Optional<Recording> source = source(fields);
      if (source.isEmpty()) {
        new Problem(HttpResponseStatus.NOT_FOUND, "There is no such recording.").respond(exchange);
        return;
      }
      Optional<String> obstacle = obstacle(source.get());
      if (obstacle.isPresent()) {
        new Problem(HttpResponseStatus.CONFLICT, obstacle.get()).respond(exchange);
        return;
      }
      cut = cut(fields, source.get());
    } catch (JsonException e) {
      new Problem(HttpResponseStatus.BAD_REQUEST, e.detail(), e.field()).respond(exchange);
      return;
    }
    if (cut.exact()) {
      createExact(exchange, cut);
      return;
    }
    if (!free.tryAcquire()) {
      new Problem(
              HttpResponseStatus.SERVICE_UNAVAILABLE,
              "%d clips are being cut; ask again.".formatted(MAX_AT_ONCE))
          .respond(exchange);
      return;
    }
    exchange.respondWith(LibraryResource.offLoop(() -> make(exchange, cut)), Runnable::run);
  }

  private void createExact(HttpExchange exchange, Cut cut) {
    exact
        .start(cut.source(), cut.from(), cut.to())
        .ifPresentOrElse(
            clip -> Answers.json(exchange, json -> RecordingJson.write(json, clip)),
            () ->
                new Problem(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "%d exact clips are being made; ask again."
                            .formatted(ExactClipper.MAX_WAITING))
                    .respond(exchange));
  }

  /** Cuts, and returns what to answer. */
  private Runnable make(HttpExchange exchange, Cut cut) {
    try {
      Recording clip = cutter.cut(cut.source(), cut.from(), cut.to());
      return () -> Answers.json(exchange, json -> RecordingJson.write(json, clip));
    } catch (NoSpaceException e) {
      Problem full =
          new Problem(HttpResponseStatus.INSUFFICIENT_STORAGE, String.valueOf(e.getMessage()));
      return () -> full.respond(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      free.release();
    }
  }

  /** Why nothing can be cut out of a recording; empty when it can. */
  private static Optional<String> obstacle(Recording source) {
    if (source.clipOf() != null) {
      return Optional.of("Recording %s is a clip itself.".formatted(source.id()));
    }
    if (!source.storedAt().isEmpty()) {
      return Optional.of("Recording %s is at %s.".formatted(source.id(), source.storedAt()));
    }
    if (source.files(MediaFormat.MP4).isEmpty()) {
      return Optional.of("Recording %s has nothing in MP4.".formatted(source.id()));
    }
    return Optional.empty();
  }

  private Optional<Recording> source(JsonFields fields) {
    if (fields.has("recording") == fields.has("stream")) {
      throw new JsonException("recording", "either \"recording\" or \"stream\" must be there");
    }
    if (fields.has("recording")) {
      String id = fields.text("recording", ID, "allowed: " + RecordingId.ALLOWED);
      return library.find(new RecordingId(id));
    }
    String stream = fields.text("stream", ID, "allowed: " + StreamId.ALLOWED);
    // The newest that is none of the stream's clips.
    List<Recording> all = library.list(StreamId.of(stream), null, Integer.MAX_VALUE);
    return all.stream().filter(recording -> recording.clipOf() == null).findFirst();
  }

  private static Cut cut(JsonFields fields, Recording source) {
    boolean byClock = fields.has("from") || fields.has("to");
    String first = byClock ? "from" : "startMillis";
    String last = byClock ? "to" : "endMillis";
    long duration = source.durationMillis();
    int most = (int) Math.min(Integer.MAX_VALUE, duration);
    long from =
        byClock ? millis(fields, first, source) : fields.integer(first, 0, Math.max(0, most - 1));
    long to = byClock ? millis(fields, last, source) : fields.integer(last, 1, most);
    if (from < 0 || from >= duration) {
      throw outside(first, source);
    }
    if (to <= from || to > duration) {
      throw outside(last, source);
    }
    return new Cut(source, from, to, fields.has("exact") && fields.flag("exact"));
  }

  private static long millis(JsonFields fields, String name, Recording source) {
    try {
      return Duration.between(source.startedAt(), Instant.parse(fields.text(name, TIME, TIMES)))
          .toMillis();
    } catch (DateTimeException | ArithmeticException e) {
      throw new JsonException(name, "is no such time; " + TIMES);
    }
  }

  private static JsonException outside(String name, Recording source) {
    return new JsonException(
        name,
        "outside of what is recorded, or in the wrong order; there is %s and the %d ms behind it"
            .formatted(source.startedAt(), source.durationMillis()));
  }
}
