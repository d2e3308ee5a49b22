package live.vitrine.web.account;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.database.Database;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Makes accounts. To whoever asks it looks the same whether the address has one already. */
final class SignUp {
  private final AccountContext context;
  private final AccountMails mails;

  SignUp(AccountContext context, AccountMails mails) {
    this.context = context;
    this.mails = mails;
  }

  /** Makes an account, or tells its owner by mail that there is one. */
  void signUp(String email, String displayName, String password, Visitor visitor) {
    context.limits().require(Limit.SIGN_UP, visitor.network());
    String hash = context.passwords().hash(password);
    try {
      context
          .database()
          .change(handle -> {
            Optional<Account> known = AccountRepository.findByEmail(handle, email);
            if (known.isPresent()) {
              remind(handle, known.get());
            } else {
              create(handle, email, displayName, hash, visitor);
            }
          });
    } catch (JdbiException e) {
      // Two at once with the same address: the other one made it, and its mail is on its way.
      if (!Database.isDuplicate(e)) {
        throw e;
      }
    }
  }

  private void create(
      Handle handle, String email, String displayName, String hash, Visitor visitor) {
    Instant now = context.clock().instant();
    long id =
        AccountRepository.insert(
            handle,
            email,
            null,
            hash,
            displayName,
            Role.SHOPPER,
            visitor.language().getLanguage(),
            now);
    SessionToken token = AccountTokens.issue(handle, id, TokenPurpose.CONFIRM, email, now);
    mails.confirm(handle, email, visitor.language(), token);
    context
        .audit()
        .write(handle, OptionalLong.of(id), "sign-up", "account " + id, "", visitor.address());
  }

  private void remind(Handle handle, Account known) {
    if (context.limits().take(Limit.ACCOUNT_MAIL, known.email()).isPresent()) {
      return;
    }
    if (known.emailConfirmed()) {
      mails.alreadyThere(handle, known.email(), known.mailLanguage());
    } else {
      sendConfirmation(handle, known);
    }
  }

  /** Sends the link again, to an account that is not confirmed. The limit is the caller's. */
  void sendConfirmation(Handle handle, Account account) {
    SessionToken token =
        AccountTokens.issue(
            handle, account.id(), TokenPurpose.CONFIRM, account.email(), context.clock().instant());
    mails.confirm(handle, account.email(), account.mailLanguage(), token);
  }
}
