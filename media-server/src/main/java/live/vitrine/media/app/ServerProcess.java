package live.vitrine.media.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import live.vitrine.media.config.DrainOptions;
import live.vitrine.media.config.LoadedSettings;
import live.vitrine.media.config.Settings;
import org.jspecify.annotations.Nullable;

/** The server as a process: from settings to the signal that ends it. */
final class ServerProcess {
  private ServerProcess() {}

  /**
   * The settings that hold.
   *
   * @param file named on the command line; null takes the one in the data folder, if there
   */
  static LoadedSettings load(Map<String, String> environment, @Nullable Path file) {
    // The start script says where the installation is; the default data folder lies in it.
    Path home = Path.of(System.getProperty("vitrine.home", "")).toAbsolutePath();
    return LoadedSettings.load(environment, file, home);
  }

  /**
   * Serves until the process is told to end.
   *
   * @return the process's exit code
   */
  static int run(Settings settings) throws IOException, InterruptedException {
    MediaServer server = start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
    AtomicBoolean terminated = new AtomicBoolean();
    DrainOptions drain = settings.drain();
    if (!drain.time().isZero()) {
      TerminationSignal.handle(() -> {
        if (terminated.getAndSet(true)
            || !server.drain().start(drain.time(), drain.reconnectUrl())) {
          // The second one: at once, as without a handler.
          System.exit(ExitCode.TERMINATED);
        }
      });
    }
    server.awaitClose();
    return terminated.get() ? ExitCode.TERMINATED : ExitCode.OK;
  }

  private static void end(MediaServer server) {
    try {
      server.close();
    } finally {
      LogQueue.finish();
    }
  }

  /** Opens every port and closes it again. */
  static void tryOut(Settings settings) throws IOException {
    end(start(settings));
  }

  private static MediaServer start(Settings settings) throws IOException {
    // logback.xml reads the property: it must stand before the first logger is made.
    System.setProperty("VITRINE_LOG_LEVEL", settings.logLevel().name());
    try {
      return MediaServer.start(settings);
    } catch (IOException | RuntimeException e) {
      LogQueue.finish();
      throw e;
    }
  }
}
