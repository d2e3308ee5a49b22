package live.vitrine.web.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** Signs people in: by password, and by a code where they have a second factor. */
final class SignIn {
  private final AccountContext context;
  private final SessionStart start;
  private final SecondFactor secondFactor;

  SignIn(AccountContext context, SessionStart start, SecondFactor secondFactor) {
    this.context = context;
    this.start = start;
    this.secondFactor = secondFactor;
  }

  SignInResult byPassword(String email, String password, Visitor visitor) {
    // Taken before the password is looked at: tries at the same time count as well.
    String pair = visitor.network() + " " + email;
    Optional<Duration> wait =
        context
            .limits()
            .take(Limit.SIGN_IN_ADDRESS, visitor.network())
            .or(() -> context.limits().take(Limit.SIGN_IN, pair));
    if (wait.isPresent()) {
      return new SignInResult.TooMany(wait.get());
    }
    Optional<Account> found =
        context.database().read(handle -> AccountRepository.findByEmail(handle, email));
    String hash = found.map(Account::passwordHash).orElse("");
    if (!context.passwords().matches(password, hash) || found.isEmpty()) {
      context.database().change(handle -> writeFailed(handle, found, "password", visitor));
      return new SignInResult.Refused();
    }
    context.limits().giveBack(Limit.SIGN_IN_ADDRESS, visitor.network());
    context.limits().giveBack(Limit.SIGN_IN, pair);
    String renewed =
        context.passwords().isOutdated(hash) ? context.passwords().hash(password) : hash;
    return context
        .database()
        .transaction(handle -> proceed(handle, found.get().id(), hash, renewed, visitor));
  }

  private SignInResult proceed(
      Handle handle, long accountId, String hash, String renewed, Visitor visitor) {
    Optional<Account> now = AccountRepository.lock(handle, accountId);
    if (now.isEmpty() || !now.get().passwordHash().equals(hash)) {
      return new SignInResult.Refused();
    }
    if (!renewed.equals(hash)) {
      AccountRepository.setPassword(handle, accountId, renewed);
    }
    return continueAs(handle, now.get(), visitor);
  }

  /** Goes on after the password was right. The account is locked. */
  SignInResult continueAs(Handle handle, Account account, Visitor visitor) {
    if (account.suspended()) {
      writeFailed(handle, Optional.of(account), "suspended", visitor);
      return new SignInResult.Suspended();
    }
    if (account.secondFactor()) {
      return new SignInResult.NeedsCode(
          AccountTokens.issue(
              handle,
              account.id(),
              TokenPurpose.SIGN_IN,
              account.email(),
              context.clock().instant()));
    }
    return new SignInResult.SignedIn(start.begin(handle, account.id(), visitor));
  }

  /**
   * The second step.
   *
   * @param code of the authenticator, or a recovery code
   */
  SignInResult byCode(SessionToken token, String code, Visitor visitor) {
    Instant now = context.clock().instant();
    Optional<AccountTokens.Owner> owner =
        context
            .database()
            .read(handle -> AccountTokens.find(handle, token, TokenPurpose.SIGN_IN, now));
    if (owner.isEmpty()) {
      return new SignInResult.Expired();
    }
    String key = String.valueOf(owner.get().accountId());
    Optional<Duration> wait = context.limits().take(Limit.CODE, key);
    if (wait.isPresent()) {
      return new SignInResult.TooMany(wait.get());
    }
    SignInResult result =
        context
            .database()
            .transaction(
                handle -> byCode(handle, owner.get().accountId(), token, code, now, visitor));
    if (result instanceof SignInResult.SignedIn) {
      context.limits().giveBack(Limit.CODE, key);
    }
    return result;
  }

  private SignInResult byCode(
      Handle handle,
      long accountId,
      SessionToken token,
      String code,
      Instant now,
      Visitor visitor) {
    Optional<Account> account = AccountRepository.lock(handle, accountId);
    if (account.isEmpty()) {
      return new SignInResult.Expired();
    }
    if (account.get().suspended()) {
      return new SignInResult.Suspended();
    }
    if (!secondFactor.accepts(handle, account.get(), code)) {
      writeFailed(handle, account, "code", visitor);
      return new SignInResult.Refused();
    }
    return AccountTokens.use(handle, token, TokenPurpose.SIGN_IN, now)
        ? new SignInResult.SignedIn(start.begin(handle, accountId, visitor))
        : new SignInResult.Expired();
  }

  /** Says nothing of what was typed: it may be a password in the wrong field. */
  private void writeFailed(Handle handle, Optional<Account> account, String why, Visitor visitor) {
    context
        .audit()
        .write(
            handle,
            OptionalLong.empty(),
            "sign-in.failed",
            account.map(Account::subject).orElse("no account"),
            why,
            visitor.address());
  }
}
