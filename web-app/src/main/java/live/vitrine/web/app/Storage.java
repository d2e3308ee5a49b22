package live.vitrine.web.app;

import java.io.IOException;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.EmbeddedMariaDb;
import org.jspecify.annotations.Nullable;

/** The database that the settings ask for, with its tables up to date. */
record Storage(Database database, @Nullable EmbeddedMariaDb server) implements AutoCloseable {
  static Storage open(Settings settings) throws IOException {
    Settings.Db db = settings.db();
    if (!db.url().isEmpty()) {
      return migrated(
          new Storage(Database.open(db.url(), db.user(), db.password(), db.poolSize()), null));
    }
    EmbeddedMariaDb server = EmbeddedMariaDb.start(settings.data().resolve("mariadb"));
    try {
      return migrated(
          new Storage(Database.open(server.url("vitrine"), "root", "", db.poolSize()), server));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Storage migrated(Storage storage) {
    storage.database.migrate();
    return storage;
  }

  @Override
  public void close() {
    database.close();
    if (server != null) {
      server.close();
    }
  }
}
