package live.vitrine.web.account;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.session.Identity;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/**
 * Proves that a mail address is its account's. The link alone does not: somebody else may have
 * signed up with the address, and whoever reads the mail must not confirm that account for them. So
 * the password is asked for, or a session of the account.
 */
final class Confirmation {
  private final AccountContext context;
  private final SignIn signIn;

  Confirmation(AccountContext context, SignIn signIn) {
    this.context = context;
    this.signIn = signIn;
  }

  /** The account of a link, where the link still works. */
  Optional<Account> find(SessionToken token) {
    return context.database().read(handle -> find(handle, token));
  }

  private Optional<Account> find(Handle handle, SessionToken token) {
    Instant now = context.clock().instant();
    return AccountTokens.find(handle, token, TokenPurpose.CONFIRM, now)
        .flatMap(owner ->
            AccountRepository.find(handle, owner.accountId())
                .filter(account -> account.email().equals(owner.email())));
  }

  static boolean isOf(Account account, Visitor visitor) {
    return visitor
        .session()
        .flatMap(Session::identity)
        .map(Identity::accountId)
        .filter(id -> id == account.id())
        .isPresent();
  }

  /** Confirms for somebody who is signed in with the account. Answers whether the link worked. */
  boolean confirm(SessionToken token, Account account, Visitor visitor) {
    return context
        .database()
        .transaction(handle -> confirm(handle, token, account, visitor.address()));
  }

  /** Confirms for somebody who knows the password, and signs them in. */
  SignInResult confirm(SessionToken token, Account account, String password, Visitor visitor) {
    SignInResult result = signIn.byPassword(account.email(), password, visitor);
    boolean known =
        switch (result) {
          case SignInResult.SignedIn _, SignInResult.NeedsCode _ -> true;
          case SignInResult.Refused _,
              SignInResult.Suspended _,
              SignInResult.Expired _,
              SignInResult.TooMany _ ->
              false;
        };
    if (known) {
      confirm(token, account, visitor);
    }
    return result;
  }

  private boolean confirm(Handle handle, SessionToken token, Account account, String address) {
    Instant now = context.clock().instant();
    if (!AccountTokens.use(handle, token, TokenPurpose.CONFIRM, now)) {
      return false;
    }
    AccountRepository.confirmEmail(handle, account.id(), now);
    context
        .audit()
        .write(
            handle,
            OptionalLong.of(account.id()),
            "email.confirmed",
            account.subject(),
            "",
            address);
    return true;
  }
}
