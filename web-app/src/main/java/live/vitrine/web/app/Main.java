package live.vitrine.web.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import live.vitrine.web.config.InvalidSettingsException;
import live.vitrine.web.config.Settings;
import live.vitrine.web.config.SettingsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "web-app",
    mixinStandardHelpOptions = true,
    description =
        "The shop. Settings: VITRINE_… in the environment, web-app.conf in the data folder.")
public final class Main implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  @Option(names = "--show-config", description = "show each setting with its origin, and end")
  private boolean showConfig;

  private Main() {}

  /** Runs it until it is told to stop. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler((e, _, _) -> {
              System.err.println(e.getMessage());
              LOG.debug("", e);
              return e.getCause() instanceof InvalidSettingsException ? 3 : 1;
            })
            .execute(arguments));
  }

  @Override
  public void run() {
    try {
      Settings settings =
          Settings.load(System.getenv(), Path.of(System.getProperty("vitrine.home", "")));
      if (showConfig) {
        System.out.print(SettingsTable.of(settings.values()));
        return;
      }
      runUntilStopped(settings);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (InvalidSettingsException | IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void runUntilStopped(Settings settings) throws IOException, InterruptedException {
    CompletableFuture<Optional<WebApp>> started = new CompletableFuture<>();
    Thread starter = Thread.currentThread();
    // Also when it is told to stop while it starts: nothing is left running.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  starter.interrupt();
                  started.join().ifPresent(WebApp::close);
                },
                "shutdown"));
    try {
      WebApp app = WebApp.start(settings, Clock.systemUTC());
      LOG.info("The shop is open at {}", app.publicUrl());
      started.complete(Optional.of(app));
    } finally {
      started.complete(Optional.empty());
    }
    new CountDownLatch(1).await();
  }
}
