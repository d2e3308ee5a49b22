package live.vitrine.web.account;

import java.time.Duration;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.text.Message;

/** Asks somebody who is signed in for their password again, before what cannot be undone. */
final class PasswordCheck {
  private final AccountContext context;

  PasswordCheck(AccountContext context) {
    this.context = context;
  }

  /** Reads the field; a wrong password is an error of the form. */
  void check(Form form, String field, Account account) {
    String password = PasswordRules.readCurrent(form, field);
    if (!form.isValid()) {
      return;
    }
    String key = String.valueOf(account.id());
    Optional<Duration> wait = context.limits().take(Limit.PASSWORD, key);
    if (wait.isPresent()) {
      form.error(field, Message.of("error.too-many", wait.get().toSeconds() + 1));
    } else if (context.passwords().matches(password, account.passwordHash())) {
      context.limits().giveBack(Limit.PASSWORD, key);
    } else {
      form.error(field, Message.of("account.password.wrong"));
    }
  }
}
