package live.vitrine.web.account;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** A new password or a new address for somebody who is signed in and gave their password again. */
final class CredentialChange {
  private final AccountContext context;
  private final AccountMails mails;

  CredentialChange(AccountContext context, AccountMails mails) {
    this.context = context;
    this.mails = mails;
  }

  /** Sets it, and ends all sessions but {@code current}. */
  void setPassword(Account account, String password, Visitor visitor, SessionToken current) {
    String hash = context.passwords().hash(password);
    context
        .database()
        .change(handle -> {
          AccountRepository.setPassword(handle, account.id(), hash);
          AccountTokens.revoke(handle, account.id(), TokenPurpose.RESET);
          AccountTokens.revoke(handle, account.id(), TokenPurpose.SIGN_IN);
          context.sessions().endAll(handle, account.id(), current);
          note(handle, account, "password.changed", visitor);
          mails.changed(handle, "password-changed", account.email(), visitor.language());
        });
  }

  /** Sends a link to the new address, unless it is somebody else's: who asks is told the same. */
  void requestEmail(Account account, String email, Visitor visitor) {
    context
        .database()
        .change(handle -> {
          if (AccountRepository.findByEmail(handle, email).isPresent()) {
            mails.alreadyThere(handle, email, visitor.language());
            return;
          }
          SessionToken token =
              AccountTokens.issue(
                  handle,
                  account.id(),
                  TokenPurpose.CHANGE_EMAIL,
                  email,
                  context.clock().instant());
          mails.confirmNewEmail(handle, email, visitor.language(), token);
        });
  }

  /** Which address a link confirms, where the link still works. */
  Optional<AccountTokens.Owner> findEmailChange(SessionToken token) {
    Instant now = context.clock().instant();
    return context
        .database()
        .read(handle -> AccountTokens.find(handle, token, TokenPurpose.CHANGE_EMAIL, now));
  }

  /** Makes the new address that of the account. Answers false where the link works no longer. */
  boolean confirmEmail(SessionToken token, Visitor visitor) {
    Instant now = context.clock().instant();
    return context
        .database()
        .transaction(handle -> {
          Optional<AccountTokens.Owner> owner =
              AccountTokens.find(handle, token, TokenPurpose.CHANGE_EMAIL, now);
          Optional<Account> account =
              owner.flatMap(found -> AccountRepository.lock(handle, found.accountId()));
          if (owner.isEmpty()
              || account.isEmpty()
              || AccountRepository.findByEmail(handle, owner.get().email()).isPresent()
              || !AccountTokens.use(handle, token, TokenPurpose.CHANGE_EMAIL, now)) {
            return false;
          }
          AccountRepository.setEmail(handle, account.get().id(), owner.get().email(), now);
          AccountTokens.revokeAll(handle, account.get().id());
          note(handle, account.get(), "email.changed", visitor);
          mails.changed(
              handle, "email-changed", account.get().email(), account.get().mailLanguage());
          return true;
        });
  }

  private void note(Handle handle, Account account, String action, Visitor visitor) {
    context
        .audit()
        .write(
            handle,
            OptionalLong.of(account.id()),
            action,
            account.subject(),
            "",
            visitor.address());
  }
}
