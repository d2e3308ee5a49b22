package live.vitrine.web.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.config.Settings.SessionTimes;
import live.vitrine.web.database.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The sessions there are. A session is in the database and nowhere else: ending it ends it. */
public final class Sessions {
  // Writing down each use would make every page a write.
  private static final Duration SEEN_RESOLUTION = Duration.ofMinutes(1);
  private static final int AGENT_LENGTH = 200;

  private final Database database;
  private final SessionTimes times;
  private final Clock clock;

  public Sessions(Database database, SessionTimes times, Clock clock) {
    this.database = database;
    this.times = times;
    this.clock = clock;
  }

  /** The session of a cookie, unless it has ended. */
  public Optional<Session> find(SessionToken token) {
    Instant now = clock.instant();
    return database
        .read(handle -> SessionRepository.find(handle, token, now, now.minus(times.idle())))
        .map(found -> {
          if (found.seenAt().plus(SEEN_RESOLUTION).isBefore(now)) {
            database.change(handle -> SessionRepository.touch(handle, token, now));
          }
          return found.session();
        });
  }

  /**
   * Begins a session.
   *
   * @param accountId whose it is; null for a guest's
   * @param address where the browser is
   * @param agent what the browser calls itself
   */
  public Session begin(Handle handle, @Nullable Long accountId, String address, String agent) {
    SessionToken token = SessionToken.random();
    Instant now = clock.instant();
    SessionRepository.insert(
        handle,
        token,
        accountId,
        SessionToken.random().text(),
        now,
        now.plus(times.absolute()),
        address,
        agent.length() > AGENT_LENGTH ? agent.substring(0, AGENT_LENGTH) : agent);
    return SessionRepository.find(handle, token, now, now.minus(times.idle()))
        .orElseThrow()
        .session();
  }

  public void end(Handle handle, SessionToken token) {
    SessionRepository.delete(handle, token);
  }

  /** Ends every session of an account, but not {@code except}. */
  public void endAll(Handle handle, long accountId, @Nullable SessionToken except) {
    SessionRepository.deleteAll(handle, accountId, except);
  }

  /** The sessions of an account that have not ended, the last used first. */
  public List<ActiveSession> list(Handle handle, long accountId) {
    Instant now = clock.instant();
    return SessionRepository.list(handle, accountId, now, now.minus(times.idle()));
  }

  /**
   * Ends one session of an account.
   *
   * @param id of {@link ActiveSession}
   * @return whether there was such a session of that account
   */
  public boolean end(Handle handle, long accountId, String id) {
    return SessionRepository.delete(handle, accountId, id);
  }

  /** Removes what has ended; called now and then. */
  public void removeEnded() {
    Instant now = clock.instant();
    database.change(handle -> SessionRepository.deleteEnded(handle, now, now.minus(times.idle())));
  }

  /** How long a cookie may last. */
  public Duration lifetime() {
    return times.absolute();
  }
}
