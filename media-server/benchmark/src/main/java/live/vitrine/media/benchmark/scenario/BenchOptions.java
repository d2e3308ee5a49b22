package live.vitrine.media.benchmark.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Settings that all scenarios share. Filled by picocli before a scenario runs. */
public final class BenchOptions {
  @Option(
      names = "--server-command",
      paramLabel = "COMMAND",
      description =
          "Starts the server in place of scripts/media-server; split at spaces. It is given"
              + " VITRINE_RTMP_PORT, VITRINE_HTTP_PORT, VITRINE_ADMIN_PORT and VITRINE_DATA.")
  private Optional<String> serverCommand = Optional.empty();

  @Option(
      names = "--viewer-url",
      paramLabel = "URL",
      description =
          "Where viewers connect, {stream} for the name, for example"
              + " http://127.0.0.1:8000/live/{stream}.flv. Without --server-command the server runs"
              + " already.")
  private Optional<String> viewerUrl = Optional.empty();

  @Option(
      names = "--publish-url",
      paramLabel = "URL",
      description = "Where publishers connect, for example rtmp://127.0.0.1:1935/live/{stream}.")
  private Optional<String> publishUrl = Optional.empty();

  @Option(
      names = "--playlist-url",
      paramLabel = "URL",
      description =
          "Where the HLS playlist is, for example http://127.0.0.1:8000/live/{stream}.m3u8.")
  private Optional<String> playlistUrl = Optional.empty();

  @Option(
      names = "--server-pid",
      paramLabel = "PID",
      description = "Process to measure when the server runs already.")
  private Optional<Long> serverPid = Optional.empty();

  @Option(
      names = "--websocket",
      description = "Viewers of the server take FLV over a WebSocket; the floor's stay on HTTP.")
  private boolean webSocket;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Length of a measured window (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warmup",
      defaultValue = "10",
      description = "Seconds of load before it (default ${DEFAULT-VALUE}).")
  private int warmup;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description =
          "How often floor and server take turns; the median counts (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--server-core",
      defaultValue = "0",
      description = "Core of the server and of the floor (default ${DEFAULT-VALUE}).")
  private int serverCore;

  @Option(
      names = "--client-core",
      defaultValue = "1",
      description = "Core of this tool (default ${DEFAULT-VALUE}).")
  private int clientCore;

  @Option(
      names = "--chunk-size",
      defaultValue = "4096",
      description = "RTMP chunk size of the publishers (default ${DEFAULT-VALUE}, as OBS).")
  private int chunkSize;

  @Option(
      names = "--read-pause",
      paramLabel = "MICROS",
      defaultValue = "0",
      description =
          "Sleeps so long between rounds of reading: takes the waking of viewers, which a server"
              + " behind a network never pays, out of its CPU time, and adds as much latency.")
  private int readPauseMicros;

  @Option(names = "--json", paramLabel = "FILE", description = "Adds each table as a line of JSON.")
  private Optional<Path> json = Optional.empty();

  Optional<List<String>> serverCommand() {
    return serverCommand.map(command -> List.of(command.split(" +", -1)));
  }

  Optional<String> viewerUrl() {
    return viewerUrl;
  }

  Optional<String> publishUrl() {
    return publishUrl;
  }

  Optional<String> playlistUrl() {
    return playlistUrl;
  }

  OptionalLong serverPid() {
    return serverPid.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  boolean isWebSocket() {
    return webSocket;
  }

  int seconds() {
    return seconds;
  }

  int warmup() {
    return warmup;
  }

  int rounds() {
    return Math.max(1, rounds);
  }

  int serverCore() {
    return serverCore;
  }

  int clientCore() {
    return clientCore;
  }

  int chunkSize() {
    return chunkSize;
  }

  int readPauseMicros() {
    return readPauseMicros;
  }

  Optional<Path> json() {
    return json;
  }
}
