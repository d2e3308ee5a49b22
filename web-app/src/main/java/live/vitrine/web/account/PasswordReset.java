package live.vitrine.web.account;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/**
 * A new password for somebody who reads the account's mail. It ends all sessions and begins none:
 * they sign in afterwards, with their second factor where they have one.
 */
final class PasswordReset {
  private final AccountContext context;
  private final AccountMails mails;

  PasswordReset(AccountContext context, AccountMails mails) {
    this.context = context;
    this.mails = mails;
  }

  /** Sends a link, where there is such an account; nobody learns whether there is. */
  void request(String email, Visitor visitor) {
    context.limits().require(Limit.ADDRESS_MAIL, visitor.network());
    // For every address, so that the limit tells nothing either.
    if (context.limits().take(Limit.ACCOUNT_MAIL, email).isPresent()) {
      return;
    }
    send(email);
  }

  /** As {@link #request}, without limits. */
  void send(String email) {
    context
        .database()
        .change(handle ->
            AccountRepository.findByEmail(handle, email)
                .filter(account -> !account.suspended())
                .ifPresent(account -> {
                  SessionToken token =
                      AccountTokens.issue(
                          handle,
                          account.id(),
                          TokenPurpose.RESET,
                          email,
                          context.clock().instant());
                  mails.reset(handle, email, account.mailLanguage(), token);
                }));
  }

  /** The account of a link, where the link still works. */
  Optional<Account> find(SessionToken token) {
    return context.database().read(handle -> find(handle, token));
  }

  private Optional<Account> find(Handle handle, SessionToken token) {
    return AccountTokens.find(handle, token, TokenPurpose.RESET, context.clock().instant())
        .flatMap(owner ->
            AccountRepository.find(handle, owner.accountId())
                .filter(account -> account.email().equals(owner.email())));
  }

  /** Sets the password. Answers false where the link was used meanwhile. */
  boolean reset(SessionToken token, String password, Visitor visitor) {
    String hash = context.passwords().hash(password);
    return context
        .database()
        .transaction(handle -> {
          Instant now = context.clock().instant();
          Optional<Account> account = find(handle, token);
          if (account.isEmpty() || !AccountTokens.use(handle, token, TokenPurpose.RESET, now)) {
            return false;
          }
          long id = account.get().id();
          AccountRepository.setPassword(handle, id, hash);
          AccountRepository.confirmEmail(handle, id, now);
          AccountTokens.revokeAll(handle, id);
          context.sessions().endAll(handle, id, null);
          context
              .audit()
              .write(
                  handle,
                  OptionalLong.of(id),
                  "password.reset",
                  account.get().subject(),
                  "",
                  visitor.address());
          mails.changed(
              handle, "password-changed", account.get().email(), account.get().mailLanguage());
          return true;
        });
  }
}
