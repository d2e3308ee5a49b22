package live.vitrine.media.recording.library;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonWriter;

/** The JSON file in which a recording is described, beside its media. Everything blocks. */
final class Sidecar {
  /** Larger than any that is written here; the events are bounded. */
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private Sidecar() {}

  /** Replaces the file in one step: there is the old one or the new one, never half of one. */
  static void write(Path file, Recording recording) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    byte[] bytes = JsonWriter.object(json -> RecordingJson.write(json, recording));
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      // Renamed before its bytes are on the disk, it could be empty after a loss of power.
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a description.
   *
   * @throws IOException it cannot be read or is none; the message says what is wrong
   */
  static Recording read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "%s has %d bytes, at most %d are read".formatted(file, Files.size(file), MAX_BYTES));
    }
    try {
      Config json =
          ConfigFactory.parseString(
              Files.readString(file), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
      return recording(json);
    } catch (ConfigException | IllegalArgumentException | DateTimeException e) {
      throw new IOException("%s describes no recording: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Recording recording(Config json) {
    String state = json.getString("state");
    String clipOf = json.hasPath("clipOf") ? json.getString("clipOf") : "";
    return new Recording(
        new RecordingId(json.getString("id")),
        StreamId.of(json.getString("streamId")),
        RecordingState.of(state)
            .orElseThrow(() -> new IllegalArgumentException("state is \"%s\"".formatted(state))),
        json.getBoolean("interrupted"),
        json.getString("reason"),
        Instant.parse(json.getString("startedAt")),
        new Pictures(json.getString("codecs"), json.getInt("width"), json.getInt("height")),
        json.getConfigList("files").stream().map(Sidecar::file).toList(),
        events(json),
        clipOf.isEmpty() ? null : new RecordingId(clipOf),
        json.hasPath("storedAt") ? json.getString("storedAt") : "",
        json.hasPath("stills") ? stills(json.getConfig("stills")) : Stills.PENDING);
  }

  private static Stills stills(Config json) {
    String state = json.getString("state");
    return new Stills(
        Stills.State.of(state)
            .orElseThrow(() -> new IllegalArgumentException("stills are \"%s\"".formatted(state))),
        json.getString("reason"),
        json.getInt("sheets"),
        json.getLong("bytes"));
  }

  private static RecordingFile file(Config json) {
    String name = json.getString("name");
    if (!FileNames.isValid(name)) {
      throw new IllegalArgumentException("file \"%s\" is no name of ours".formatted(name));
    }
    String format = json.getString("format");
    return new RecordingFile(
        name,
        MediaFormat.of(format)
            .orElseThrow(() -> new IllegalArgumentException("format is \"%s\"".formatted(format))),
        json.getLong("startMillis"),
        json.getLong("durationMillis"),
        json.getLong("bytes"));
  }

  private static List<RecordedEvent> events(Config json) {
    return json.getConfigList("events").stream()
        .map(event ->
            new RecordedEvent(
                event.getString("id"),
                event.getString("name"),
                event.getLong("startMillis"),
                event.getLong("durationMillis"),
                event.hasPath("data")
                    ? event.getValue("data").render(ConfigRenderOptions.concise())
                    : "null"))
        .toList();
  }
}
