package live.vitrine.web.account;

import java.util.Optional;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** Told when somebody signs in, in the transaction that does it: a guest's cart becomes theirs. */
@FunctionalInterface
public interface SignInHook {
  /**
   * Somebody signs in.
   *
   * @param guest the session they had as a guest; it ends right after this
   */
  void signedIn(Handle handle, Optional<SessionToken> guest, long accountId);
}
