package live.vitrine.media.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** OBS Studio with a home folder and a display of its own, streaming from its start on. */
public final class ObsStudio implements AutoCloseable {
  private static final Duration DISPLAY_TIMEOUT = Duration.ofSeconds(20);

  private final int controlPort;
  private final ExternalProcess display;
  private final ExternalProcess program;

  private ObsStudio(int controlPort, ExternalProcess display, ExternalProcess program) {
    this.controlPort = controlPort;
    this.display = display;
    this.program = program;
  }

  /**
   * Starts to stream.
   *
   * @param home an empty folder
   * @param server what is typed into OBS's field "Server"
   * @param key what is typed into its field "Stream Key"
   */
  public static ObsStudio stream(Path home, String server, String key) {
    int controlPort = freePort();
    configure(home.resolve(".config/obs-studio"), controlPort, server, key);
    ExternalProcess display =
        ExternalProcess.start(
            "Debian: xvfb",
            List.of("Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"));
    try {
      Map<String, String> environment = new HashMap<>();
      environment.put("HOME", home.toString());
      environment.put("XDG_RUNTIME_DIR", home.toString());
      environment.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
      environment.put("DISPLAY", ":" + displayNumber(display));
      environment.put("QT_QPA_PLATFORM", "xcb");
      environment.put("LIBGL_ALWAYS_SOFTWARE", "1");
      List<String> command =
          List.of(
              "obs",
              "--startstreaming",
              "--multi",
              "--collection",
              "Test",
              "--profile",
              "Test",
              "--disable-updater");
      return new ObsStudio(
          controlPort, display, ExternalProcess.start("Debian: obs-studio", environment, command));
    } catch (AssertionError e) {
      display.close();
      throw e;
    }
  }

  private static void configure(Path settings, int controlPort, String server, String key) {
    try {
      Path profile = Files.createDirectories(settings.resolve("basic/profiles/Test"));
      Path scenes = Files.createDirectories(settings.resolve("basic/scenes"));
      copy("global.ini", settings.resolve("global.ini"));
      Files.writeString(
          settings.resolve("global.ini"),
          "ServerPort=%d%n".formatted(controlPort),
          StandardOpenOption.APPEND);
      copy("basic.ini", profile.resolve("basic.ini"));
      copy("scenes.json", scenes.resolve("Test.json"));
      Files.writeString(
          profile.resolve("service.json"),
          """
          {"type": "rtmp_custom", "settings": {"server": "%s", "key": "%s", "use_auth": false}}
          """
              .formatted(server, key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in = ObsStudio.class.getResourceAsStream("/obs/" + resource)) {
      Files.copy(Objects.requireNonNull(in, resource), target);
    }
  }

  private static String displayNumber(ExternalProcess display) {
    long end = System.nanoTime() + DISPLAY_TIMEOUT.toNanos();
    while (System.nanoTime() < end && display.isRunning()) {
      String number = display.output().strip().lines().reduce("", (first, last) -> last);
      if (number.matches("\\d+")) {
        return number;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("Xvfb offers no display: " + display.output());
  }

  /** Presses "Stop Streaming", by the protocol of OBS's WebSocket plugin, version 5. */
  public void stopStreaming() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answered = new CompletableFuture<Void>();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("obswebsocket.json")
              .buildAsync(URI.create("ws://127.0.0.1:" + controlPort), new StopStreaming(answered))
              .join();
      answered.orTimeout(10, TimeUnit.SECONDS).join();
      socket.abort();
    }
  }

  /** Identifies itself when greeted, asks when identified, and is done when answered. */
  private record StopStreaming(CompletableFuture<Void> answered) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      String message = data.toString().replace(" ", "");
      if (message.contains("\"op\":0")) {
        socket.sendText("{\"op\":1,\"d\":{\"rpcVersion\":1}}", true);
      } else if (message.contains("\"op\":2")) {
        socket.sendText(
            "{\"op\":6,\"d\":{\"requestType\":\"StopStream\",\"requestId\":\"1\"}}", true);
      } else if (message.contains("\"op\":7")) {
        answered.complete(null);
      }
      socket.request(1);
      return null;
    }
  }

  /** The program, for its log and its end. */
  public ExternalProcess program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
    display.close();
  }
}
