package live.vitrine.web.account;

import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.Sessions;
import org.jdbi.v3.core.Handle;

/**
 * Begins the session of somebody who proved who they are. What the browser had before ends: nobody
 * who knew or planted that token is signed in with it.
 */
final class SessionStart {
  private final Sessions sessions;
  private final AuditLog audit;
  private final SignInHook hook;

  SessionStart(Sessions sessions, AuditLog audit, SignInHook hook) {
    this.sessions = sessions;
    this.audit = audit;
    this.hook = hook;
  }

  Session begin(Handle handle, long accountId, Visitor visitor) {
    Optional<Session> before = visitor.session();
    hook.signedIn(
        handle,
        before.filter(session -> session.identity().isEmpty()).map(Session::token),
        accountId);
    before.ifPresent(session -> sessions.end(handle, session.token()));
    audit.write(
        handle,
        OptionalLong.of(accountId),
        "sign-in.ok",
        "account " + accountId,
        "",
        visitor.address());
    return sessions.begin(handle, accountId, visitor.address(), visitor.agent());
  }
}
