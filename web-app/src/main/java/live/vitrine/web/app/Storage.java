package live.vitrine.web.app;

import java.io.IOException;
import java.time.Duration;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.DatabaseUnavailableException;
import live.vitrine.web.database.EmbeddedMariaDb;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database that the settings ask for, with its tables up to date. */
record Storage(Database database, @Nullable EmbeddedMariaDb server) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  static Storage open(Settings settings) throws IOException {
    return open(settings, PATIENCE);
  }

  /**
   * Opens it; a database that is not there yet is waited for.
   *
   * @throws IOException there is none, so long
   */
  static Storage open(Settings settings, Duration patience) throws IOException {
    Settings.Db db = settings.db();
    EmbeddedMariaDb server =
        db.url().isEmpty() ? EmbeddedMariaDb.start(settings.data().resolve("mariadb")) : null;
    Storage storage = null;
    try {
      storage =
          new Storage(
              server == null
                  ? Database.open(db.url(), db.user(), db.password(), db.poolSize())
                  : Database.open(server.url("vitrine"), "root", "", db.poolSize()),
              server);
      storage.await(patience);
      storage.database.migrate();
      return storage;
    } catch (IOException | RuntimeException e) {
      if (storage != null) {
        storage.close();
      } else if (server != null) {
        server.close();
      }
      throw e;
    }
  }

  private void await(Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        database.read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
        return;
      } catch (DatabaseUnavailableException e) {
        String why = "The database at db.url does not answer: " + root(e).getMessage();
        if (System.nanoTime() >= end) {
          throw new IOException(why, e);
        }
        LOG.warn("{}; it is tried again", why);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Told to stop while the database was waited for", e);
      }
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  @Override
  public void close() {
    database.close();
    if (server != null) {
      server.close();
    }
  }
}
