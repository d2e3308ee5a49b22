package live.vitrine.web.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.http.Request;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.Sessions;
import org.jdbi.v3.core.Handle;

/** The first administrator, for the set-up. */
public final class Administrators {
  private final Sessions sessions;
  private final AuditLog audit;
  private final Clock clock;

  public Administrators(Sessions sessions, AuditLog audit, Clock clock) {
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether there is one who has not been deleted. */
  public static boolean exist(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM account
                           WHERE role = 'administrator' AND deleted_at IS NULL)
            """)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Makes one, with a confirmed address, and signs them in.
   *
   * @param passwordHash of {@link Passwords#hash}
   * @return empty where there is an account with that address already
   */
  public Optional<Session> create(
      Handle handle, String email, String displayName, String passwordHash, Request request) {
    if (AccountRepository.findByEmail(handle, email).isPresent()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    long id =
        AccountRepository.insert(
            handle,
            email,
            now,
            passwordHash,
            displayName,
            Role.ADMINISTRATOR,
            request.language().getLanguage(),
            now);
    audit.write(handle, OptionalLong.of(id), "setup", "account " + id, "", request.address());
    SessionStart start = new SessionStart(sessions, audit, (_, _, _) -> {});
    return Optional.of(start.begin(handle, id, Visitor.of(request)));
  }
}
