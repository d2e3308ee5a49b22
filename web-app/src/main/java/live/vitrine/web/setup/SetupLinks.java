package live.vitrine.web.setup;

import java.time.Duration;
import java.time.Instant;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** The table {@code setup_link}: several where several processes have started. */
final class SetupLinks {
  static final Duration LIFETIME = Duration.ofDays(1);

  private SetupLinks() {}

  static SessionToken issue(Handle handle, Instant now) {
    handle.execute("DELETE FROM setup_link WHERE expires_at <= ?", now);
    SessionToken token = SessionToken.random();
    handle.execute(
        "INSERT INTO setup_link (token_hash, expires_at) VALUES (?, ?)",
        token.hash(),
        now.plus(LIFETIME));
    return token;
  }

  static boolean works(Handle handle, SessionToken token, Instant now) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM setup_link WHERE token_hash = ? AND expires_at > ?)")
        .bind(0, token.hash())
        .bind(1, now)
        .mapTo(Boolean.class)
        .one();
  }

  /** Keeps everybody else from using any link until the transaction ends. */
  static void lockAll(Handle handle) {
    handle
        .createQuery("SELECT token_hash FROM setup_link ORDER BY token_hash FOR UPDATE")
        .mapTo(byte[].class)
        .forEach(_ -> {});
  }

  static void removeAll(Handle handle) {
    handle.execute("DELETE FROM setup_link");
  }
}
