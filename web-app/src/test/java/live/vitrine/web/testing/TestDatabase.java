package live.vitrine.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.EmbeddedMariaDb;

/**
 * The real database server, started once for all tests of a JVM; each caller gets a schema of its
 * own.
 */
public final class TestDatabase {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedMariaDb RUNNING = start();

    private static EmbeddedMariaDb start() {
      try {
        Path folder = Files.createTempDirectory("vitrine-database");
        EmbeddedMariaDb server = EmbeddedMariaDb.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(EmbeddedMariaDb server, Path folder) {
      server.close();
      Folders.delete(folder);
    }
  }

  /** The address of a schema that nobody else uses, without tables. User root, no password. */
  public static String emptyUrl() {
    try {
      return Server.RUNNING.url("test" + NUMBERS.incrementAndGet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database with all tables and nothing in them. Close it. */
  public static Database open() {
    Database database = Database.open(emptyUrl(), "root", "", 8);
    database.migrate();
    return database;
  }
}
