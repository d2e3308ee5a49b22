package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import live.vitrine.media.benchmark.floor.WritePattern;

/** Starts floors and servers and waits until they are ready. Main thread. */
final class Targets {
  private static final long START_NANOS = 60_000_000_000L;
  private static final int POLL_MILLIS = 2;
  private static final String LISTENING = "listening on ";

  private final Bench bench;

  Targets(Bench bench) {
    this.bench = bench;
  }

  /** The floor in a process of its own. */
  Target floor(WritePattern pattern, int streams) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            "live.vitrine.media.benchmark.Main",
            "floor",
            "--until-eof",
            "--pattern",
            pattern.toString(),
            "--streams",
            Integer.toString(streams));
    ChildProcess child = bench.start("floor", bench.options().serverCore(), command, Map.of());
    await(child, () -> child.tail().contains(LISTENING));
    String port = child.tail().replaceAll("(?s).*" + LISTENING + "([0-9]+).*", "$1");
    return new Target(
        "floor, " + pattern,
        OptionalLong.of(child.pid()),
        child,
        "http://127.0.0.1:" + port + "/live/{stream}.flv",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The server as the options have it: started, or there already. */
  Target server(Map<String, String> settings) throws IOException, InterruptedException {
    BenchOptions options = bench.options();
    if (options.serverCommand().isEmpty() && options.viewerUrl().isPresent()) {
      return new Target(
          "server",
          options.serverPid(),
          null,
          options.viewerUrl().get(),
          options.publishUrl(),
          options.playlistUrl(),
          Optional.empty());
    }
    ServerStart start = prepare(settings);
    ChildProcess child = start.spawn();
    await(child, start::isReady);
    return start.target(child);
  }

  /** Everything a start needs, so that only the start itself is timed. */
  ServerStart prepare(Map<String, String> settings) throws IOException, InterruptedException {
    int rtmp = Bench.freePort();
    int http = Bench.freePort();
    int admin = Bench.freePort();
    Map<String, String> environment = new HashMap<>();
    environment.put("VITRINE_RTMP_PORT", Integer.toString(rtmp));
    environment.put("VITRINE_HTTP_PORT", Integer.toString(http));
    environment.put("VITRINE_ADMIN_PORT", Integer.toString(admin));
    environment.put("VITRINE_DATA", Files.createTempDirectory(bench.folder(), "data").toString());
    environment.put("VITRINE_PUBLISH_AUTH", "open");
    environment.put("VITRINE_BIND", "127.0.0.1");
    // What is not measured costs nothing; the scenarios that are about it turn it on.
    environment.put("VITRINE_RECORDING_FORMAT", "off");
    environment.putAll(settings);
    return new ServerStart(environment, rtmp, http, admin);
  }

  /** A server about to be started. */
  final class ServerStart {
    private final Map<String, String> environment;
    private final int rtmp;
    private final int http;
    private final int admin;

    private ServerStart(Map<String, String> environment, int rtmp, int http, int admin) {
      this.environment = environment;
      this.rtmp = rtmp;
      this.http = http;
      this.admin = admin;
    }

    ChildProcess spawn() throws IOException {
      return bench.start("server", bench.options().serverCore(), command(), environment);
    }

    /** Asks our own server's admin port; of another server, whether it takes connections. */
    boolean isReady() {
      Optional<String> foreign = bench.options().viewerUrl();
      return foreign.isPresent()
          ? accepts(foreign.get()) && bench.options().publishUrl().map(this::accepts).orElse(true)
          : Http.status(URI.create("http://127.0.0.1:" + admin + "/readyz")) == 200;
    }

    Target target(ChildProcess child) {
      BenchOptions options = bench.options();
      String scheme = options.isWebSocket() ? "ws" : "http";
      String live = "://127.0.0.1:" + http + "/live/{stream}";
      return new Target(
          "server",
          OptionalLong.of(child.pid()),
          child,
          options.viewerUrl().orElse(scheme + live + ".flv"),
          Optional.of(options.publishUrl().orElse("rtmp://127.0.0.1:" + rtmp + "/live/{stream}")),
          Optional.of(options.playlistUrl().orElse("http" + live + ".m3u8")),
          options.viewerUrl().isPresent() || options.serverCommand().isPresent()
              ? Optional.empty()
              : Optional.of(
                  new OwnServer(
                      rtmp, http, admin, Path.of(environment.getOrDefault("VITRINE_DATA", "")))));
    }

    private boolean accepts(String url) {
      URI uri = URI.create(url.replace("{stream}", "x"));
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()), 1_000);
        return true;
      } catch (IOException refused) {
        return false;
      }
    }
  }

  private List<String> command() {
    return bench
        .options()
        .serverCommand()
        .orElseGet(() -> {
          Path script = Path.of(System.getProperty("vitrine.root", "."), "scripts", "media-server");
          if (!Files.isExecutable(script)) {
            throw new MissingProgramException(
                script + " is missing; name another server with --server-command");
          }
          return List.of(script.toString());
        });
  }

  /** Builds what is stale, so that no measured start contains a build. */
  void buildServer() throws IOException, InterruptedException {
    Path build = Path.of(System.getProperty("vitrine.root", "."), "scripts", "build");
    BenchOptions options = bench.options();
    if (options.serverCommand().isPresent()
        || options.viewerUrl().isPresent()
        || !Files.isExecutable(build)) {
      return;
    }
    Bench.progress("building what is stale");
    if (new ProcessBuilder(build.toString()).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(build + " failed");
    }
  }

  private static void await(ChildProcess child, BooleanSupplier ready) throws InterruptedException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!ready.getAsBoolean()) {
      if (!child.isAlive() || System.nanoTime() > deadline) {
        String what = child.isAlive() ? " is not ready after a minute" : " ended";
        String tail = child.tail();
        child.close();
        throw new IllegalStateException(child.name() + what + "; it printed:\n" + tail);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
