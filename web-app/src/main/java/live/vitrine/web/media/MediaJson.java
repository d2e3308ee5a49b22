package live.vitrine.web.media;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the media-server answers.
 *
 * <p>Each method throws one of the exceptions of {@link MediaServerClient#UNREADABLE} where
 * something is missing or of another type.
 */
final class MediaJson {
  private MediaJson() {}

  static ServerStatus server(JsonObject json) {
    return new ServerStatus(
        text(json, "version"), text(json, "state"), whole(json, "uptimeSeconds"));
  }

  static List<LiveStream> streams(JsonObject json) {
    JsonArray streams = present(json.getJsonArray("streams"), "streams");
    return IntStream.range(0, streams.size())
        .mapToObj(i -> stream(present(streams.getJsonObject(i), "stream")))
        .toList();
  }

  static LiveStream stream(JsonObject json) {
    return new LiveStream(
        text(json, "id"),
        text(json, "state").equals("reconnecting"),
        Instant.parse(text(json, "startedAt")),
        Optional.ofNullable(json.getJsonObject("video")).map(MediaJson::video),
        Optional.ofNullable(json.getJsonObject("audio")).map(MediaJson::audio),
        whole(json, "bitsPerSecond"),
        whole(json, "keyFrameIntervalMillis"),
        integer(present(json.getJsonObject("viewers"), "viewers"), "total"));
  }

  private static LiveStream.Video video(JsonObject json) {
    return new LiveStream.Video(
        text(json, "codec"),
        integer(json, "width"),
        integer(json, "height"),
        present(json.getDouble("framesPerSecond"), "framesPerSecond"));
  }

  private static LiveStream.Audio audio(JsonObject json) {
    return new LiveStream.Audio(
        text(json, "codec"), integer(json, "sampleRate"), integer(json, "channels"));
  }

  static StreamKey key(JsonObject json) {
    return new StreamKey(
        text(json, "streamId"), integer(json, "minimumGeneration"), text(json, "key"));
  }

  private static String text(JsonObject json, String name) {
    return present(json.getString(name), name);
  }

  private static long whole(JsonObject json, String name) {
    return present(json.getLong(name), name);
  }

  private static int integer(JsonObject json, String name) {
    long value = whole(json, name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + " is " + value);
    }
    return (int) value;
  }

  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
