package live.vitrine.web.admin;

import java.time.Duration;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.DatabaseUnavailableException;
import live.vitrine.web.text.Message;

/** Whether the database answers. */
final class DatabaseHealth implements HealthCheck {
  private final Database database;

  DatabaseHealth(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Health run() {
    long started = System.nanoTime();
    try {
      String version =
          database.read(handle -> handle.select("SELECT VERSION()").mapTo(String.class).one());
      long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
      return new Health.Healthy(Message.of("admin.health.database.fine", version, millis));
    } catch (DatabaseUnavailableException _) {
      return new Health.Failing(
          Message.of("admin.health.database.away"), Message.of("admin.health.database.do"));
    }
  }
}
