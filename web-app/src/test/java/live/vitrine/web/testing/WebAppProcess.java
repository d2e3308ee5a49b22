package live.vitrine.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A web-app as a process of its own, that can be killed. It is killed when this is closed. */
public final class WebAppProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final URI url;
  private final Path log;

  private WebAppProcess(Process process, URI url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /**
   * Begins to start one.
   *
   * @param data its data folder; the log is written beside it
   * @param settings by the names of their environment variables
   */
  public static WebAppProcess start(Path data, Map<String, String> settings) {
    try (ServerSocket socket = new ServerSocket(0)) {
      int port = socket.getLocalPort();
      Path log = Files.createTempFile(data, "web-app", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "live.vitrine.web.app.Main"));
      Map<String, String> environment = new HashMap<>(settings);
      environment.put("VITRINE_DATA", data.toString());
      environment.put("VITRINE_WEB_PORT", String.valueOf(port));
      environment.put("VITRINE_WEB_BIND", "127.0.0.1");
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new WebAppProcess(process, URI.create("http://localhost:" + port), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it answers. */
  public WebAppProcess ready() {
    long end = System.nanoTime() + START.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(url.resolve("/cart")).build();
      while (process.isAlive() && System.nanoTime() < end) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
            return this;
          }
        } catch (IOException _) {
          // Not yet.
        }
        // A process of its own tells nobody when it is ready: it has to be asked.
        Thread.sleep(50);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("It does not start:\n" + output());
  }

  public URI url() {
    return url;
  }

  /** What it wrote to the terminal. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM; see {@link #awaitEnd}. */
  public void stop() {
    process.destroy();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code. */
  public int awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("It does not end within " + patience + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
