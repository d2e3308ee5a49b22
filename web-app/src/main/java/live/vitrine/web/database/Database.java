package live.vitrine.web.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Connections to MySQL or MariaDB, in UTC and at READ COMMITTED.
 *
 * <p>Any thread that may block. An answer comes within about 5 s, if it is only a {@link
 * DatabaseUnavailableException}; when the database is back, so is this, without a restart.
 */
public final class Database implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(4);
  private static final Duration VALIDATION = Duration.ofSeconds(2);
  // Below the server's wait_timeout, which may be as short as 10 min behind a proxy.
  private static final Duration LIFETIME = Duration.ofMinutes(8);
  private static final int LOCK_WAIT_SECONDS = 4;
  private static final int TRIES = 4;
  private static final int DEADLOCK = 1213;
  private static final int LOCK_WAIT = 1205;

  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Database(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Opens the pool; the first connection is made when it is needed.
   *
   * @param url {@code jdbc:mysql://host:port/name}, with more parameters or without
   */
  public static Database open(String url, String user, String password, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(Math.min(2, poolSize));
    config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
    config.setValidationTimeout(VALIDATION.toMillis());
    config.setMaxLifetime(LIFETIME.toMillis());
    config.setIdleTimeout(Duration.ofMinutes(5).toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql("SET innodb_lock_wait_timeout = " + LOCK_WAIT_SECONDS);
    config.setDataSourceProperties(driverProperties());
    return new Database(new HikariDataSource(config));
  }

  private static Properties driverProperties() {
    Properties properties = new Properties();
    properties.put("connectTimeout", String.valueOf(CONNECT.toMillis()));
    properties.put("socketTimeout", String.valueOf(READ.toMillis()));
    properties.put("connectionTimeZone", "UTC");
    properties.put("forceConnectionTimeZoneToSession", "true");
    properties.put("characterEncoding", "UTF-8");
    properties.put("useServerPrepStmts", "true");
    properties.put("cachePrepStmts", "true");
    properties.put("prepStmtCacheSize", "250");
    properties.put("prepStmtCacheSqlLimit", "2048");
    properties.put("useLocalSessionState", "true");
    properties.put("elideSetAutoCommits", "true");
    properties.put("cacheServerConfiguration", "true");
    properties.put("allowPublicKeyRetrieval", "true");
    properties.put("useAffectedRows", "false");
    return properties;
  }

  /** Brings the tables up to date; several processes may do it at once. */
  public void migrate() {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .connectRetries(5)
        .load()
        .migrate();
  }

  /** Reads, without a transaction: each statement sees what is committed when it starts. */
  public <T> T read(Work<T> work) {
    try {
      return jdbi.withHandle(work::run);
    } catch (JdbiException e) {
      throw orUnavailable(e);
    }
  }

  /**
   * Runs {@code work} in a transaction, which ends with it: committed, or rolled back where it
   * throws. A deadlock runs it again, so it must do nothing but use its handle.
   */
  public <T> T transaction(Work<T> work) {
    for (int left = TRIES; ; left--) {
      try {
        return jdbi.inTransaction(work::run);
      } catch (JdbiException e) {
        if (left == 1 || !isDeadlock(e)) {
          throw orUnavailable(e);
        }
      }
    }
  }

  /** As {@link #transaction}, for work that answers nothing. */
  public void change(Change change) {
    transaction(handle -> {
      change.run(handle);
      return true;
    });
  }

  /** Whether {@code e} says that a row with that unique value is there already. */
  public static boolean isDuplicate(JdbiException e) {
    return sqlCause(e) instanceof SQLException sql && sql.getErrorCode() == 1062;
  }

  private static boolean isDeadlock(JdbiException e) {
    return sqlCause(e) instanceof SQLException sql && sql.getErrorCode() == DEADLOCK;
  }

  private static RuntimeException orUnavailable(JdbiException e) {
    Throwable cause = sqlCause(e);
    boolean unavailable =
        e instanceof ConnectionException
            || cause instanceof SQLTransientConnectionException
            || cause instanceof SQLNonTransientConnectionException
            || cause instanceof SQLRecoverableException
            || (cause instanceof SQLException sql && isAway(sql));
    return unavailable ? new DatabaseUnavailableException(e) : e;
  }

  private static boolean isAway(SQLException e) {
    // Pool and driver say by words alone that a connection was broken before.
    String message = String.valueOf(e.getMessage());
    if (message.equals("Connection is closed")
        || message.startsWith("No operations allowed after")) {
      return true;
    }
    return e.getSQLState() != null
        && (e.getSQLState().startsWith("08") || e.getErrorCode() == LOCK_WAIT);
  }

  private static Throwable sqlCause(Throwable e) {
    Throwable cause = e;
    while (!(cause instanceof SQLException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Counts connections and how long they are waited for. */
  public void measure(MeterRegistry registry) {
    source.setMetricRegistry(registry);
  }

  /** Registers a record whose components are named like the columns it is read from. */
  public <T> void mapRecord(Class<T> type) {
    jdbi.registerRowMapper(ConstructorMapper.factory(type));
  }

  @Override
  public void close() {
    source.close();
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Handle handle);
  }

  /** What is changed with a connection. */
  @FunctionalInterface
  public interface Change {
    void run(Handle handle);
  }
}
