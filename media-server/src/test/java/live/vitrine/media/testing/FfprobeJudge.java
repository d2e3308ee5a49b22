package live.vitrine.media.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What ffprobe and FFmpeg's decoders, as outsiders, say about a stream or a file. */
public final class FfprobeJudge {
  private static final int TIMEOUT_SECONDS = 40;

  private final FfmpegProgram program;

  public FfprobeJudge(FfmpegProgram program) {
    this.program = program;
  }

  /**
   * A stream within what was probed. Numbers are 0 where ffprobe found none.
   *
   * @param type {@code video}, {@code audio} or {@code data}
   * @param codec {@code h264}, {@code aac}, …
   */
  public record Stream(
      String type,
      String codec,
      String profile,
      int width,
      int height,
      int sampleRate,
      int channels) {}

  /** A packet, with its times in seconds. */
  public record Packet(String type, double decodeTime, double presentationTime, boolean keyFrame) {}

  /** What the container holds; reads as much as ffprobe needs to tell. */
  public List<Stream> streams(String address) throws IOException, InterruptedException {
    Config answer =
        json(run(program.ffprobe(), "-v", "error", "-of", "json", "-show_streams", address));
    List<Stream> streams = new ArrayList<>();
    for (Config stream : answer.getConfigList("streams")) {
      streams.add(
          new Stream(
              text(stream, "codec_type"),
              text(stream, "codec_name"),
              text(stream, "profile"),
              number(stream, "width"),
              number(stream, "height"),
              number(stream, "sample_rate"),
              number(stream, "channels")));
    }
    return streams;
  }

  /** The packets of the first seconds, in the order they arrive. */
  public List<Packet> packets(String address, int seconds)
      throws IOException, InterruptedException {
    Config answer =
        json(
            run(
                program.ffprobe(),
                "-v",
                "error",
                "-of",
                "json",
                "-read_intervals",
                "%+" + seconds,
                "-show_entries",
                "packet=codec_type,pts_time,dts_time,flags",
                address));
    List<Packet> packets = new ArrayList<>();
    for (Config packet : answer.getConfigList("packets")) {
      packets.add(
          new Packet(
              text(packet, "codec_type"),
              Double.parseDouble(text(packet, "dts_time")),
              Double.parseDouble(text(packet, "pts_time")),
              text(packet, "flags").startsWith("K")));
    }
    return packets;
  }

  /** Decodes the first seconds; answers what the decoders complained about, empty for nothing. */
  public String decodeErrors(String address, int seconds) throws IOException, InterruptedException {
    return run(
        program.ffmpeg(),
        "-v",
        "error",
        "-xerror",
        "-i",
        address,
        "-t",
        String.valueOf(seconds),
        "-f",
        "null",
        "-");
  }

  /** Standard output and error together, so that a complaint is never lost. */
  private static String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("judge", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended) {
        throw new AssertionError(
            "%s did not end within %d s: %s"
                .formatted(String.join(" ", command), TIMEOUT_SECONDS, said));
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }

  private static Config json(String text) {
    try {
      return ConfigFactory.parseString(
          text, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    } catch (RuntimeException e) {
      throw new AssertionError("the judge complained: " + text, e);
    }
  }

  private static String text(Config object, String name) {
    return object.hasPath(name) ? object.getString(name) : "";
  }

  private static int number(Config object, String name) {
    return object.hasPath(name) ? object.getInt(name) : 0;
  }
}
