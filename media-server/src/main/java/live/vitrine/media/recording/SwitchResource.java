package live.vitrine.media.recording;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.config.RecordingFormat;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.writer.StreamRecorder;

/** {@code streams/{id}/recording}: whether a live stream is recorded. */
final class SwitchResource {
  private static final Pattern FORMAT = Pattern.compile("mp4|flv|both");

  private final Recordings recordings;

  SwitchResource(Recordings recordings) {
    this.recordings = recordings;
  }

  void show(HttpExchange exchange, StreamId id) {
    ask(exchange, id, StreamRecorder::current);
  }

  void stop(HttpExchange exchange, StreamId id) {
    ask(exchange, id, StreamRecorder::stop);
  }

  void start(HttpExchange exchange, StreamId id) {
    Set<MediaFormat> formats;
    try {
      formats = formats(exchange.body());
    } catch (JsonException e) {
      new Problem(HttpResponseStatus.BAD_REQUEST, e.detail(), e.field()).respond(exchange);
      return;
    }
    ask(exchange, id, recorder -> recorder.start(formats));
  }

  private Set<MediaFormat> formats(String body) {
    if (body.isBlank()) {
      return recordings.defaultFormats();
    }
    JsonFields fields = JsonFields.parse(body, Set.of("format"));
    String format = fields.text("format", FORMAT, "allowed: mp4, flv, both");
    return Recordings.formats(RecordingFormat.valueOf(format.toUpperCase(Locale.ROOT)));
  }

  private void ask(
      HttpExchange exchange,
      StreamId id,
      Function<StreamRecorder, Optional<RecordingId>> question) {
    Optional<CompletableFuture<Optional<RecordingId>>> asked = recordings.ask(id, question);
    if (asked.isEmpty()) {
      new Problem(HttpResponseStatus.NOT_FOUND, "Stream " + id + " is not live.", "streamId")
          .respond(exchange);
      return;
    }
    exchange.respondWith(
        asked.get(),
        recording ->
            Answers.json(
                exchange,
                json ->
                    json.text("streamId", id.value())
                        .text("recordingId", recording.map(RecordingId::value).orElse(""))));
  }
}
