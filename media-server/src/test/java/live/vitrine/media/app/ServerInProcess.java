package live.vitrine.media.app;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.testing.ExternalProcess;

/** A server in a process of its own, which can be killed. It lets anybody publish. */
final class ServerInProcess implements AutoCloseable {
  private static final Pattern RTMP = Pattern.compile("RTMP on port (\\d+)");
  private static final Pattern PLAYBACK = Pattern.compile("playback on port (\\d+)");
  private static final Pattern ADMIN = Pattern.compile("admin on port (\\d+)");

  private final ExternalProcess process;

  private ServerInProcess(ExternalProcess process) {
    this.process = process;
  }

  /**
   * Starts one and waits until its ports are open.
   *
   * @param wrapper what the JVM is started by, such as {@code prlimit --fsize=1000000}
   */
  static ServerInProcess start(Path data, Map<String, String> settings, String... wrapper) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VITRINE_DATA", data.toString());
    environment.put("VITRINE_PUBLISH_AUTH", "open");
    environment.put("VITRINE_BIND", "127.0.0.1");
    environment.put("VITRINE_RTMP_PORT", "0");
    environment.put("VITRINE_HTTP_PORT", "0");
    environment.put("VITRINE_ADMIN_PORT", "0");
    environment.putAll(settings);
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "live.vitrine.media.app.Main"));
    ServerInProcess server =
        new ServerInProcess(ExternalProcess.start("JDK", environment, command));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> PLAYBACK.matcher(server.output()).find() || !server.process.isRunning());
    return server;
  }

  String output() {
    return process.output();
  }

  String publishAddress(String stream) {
    return "rtmp://127.0.0.1:%d/live/%s".formatted(port(RTMP), stream);
  }

  String playback(String path) {
    return "http://127.0.0.1:%d%s".formatted(port(PLAYBACK), path);
  }

  String admin(String path) {
    return "http://127.0.0.1:%d%s".formatted(port(ADMIN), path);
  }

  int rtmpPort() {
    return port(RTMP);
  }

  private int port(Pattern pattern) {
    Matcher matcher = pattern.matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("the server did not start: " + output());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** SIGKILL. */
  void kill() {
    process.close();
  }

  /** The same. */
  @Override
  public void close() {
    kill();
  }
}
