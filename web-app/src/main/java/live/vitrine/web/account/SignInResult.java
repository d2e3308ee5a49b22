package live.vitrine.web.account;

import java.time.Duration;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.SessionToken;

/** What came of signing in. */
sealed interface SignInResult {
  record SignedIn(Session session) implements SignInResult {}

  /** The password was right; a code is asked for, along with {@code token}. */
  record NeedsCode(SessionToken token) implements SignInResult {}

  /** Address or password is wrong: nobody learns which. Or the code is. */
  record Refused() implements SignInResult {}

  /** The password was right, but an administrator has suspended the account. */
  record Suspended() implements SignInResult {}

  /** The code came too late, or for the second time. */
  record Expired() implements SignInResult {}

  record TooMany(Duration retryAfter) implements SignInResult {}
}
