package live.vitrine.web.account;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The second factor: set up, checked, taken away. */
final class SecondFactor {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AccountContext context;
  private final AccountMails mails;

  SecondFactor(AccountContext context, AccountMails mails) {
    this.context = context;
    this.mails = mails;
  }

  /** Makes a secret, which counts when {@link #enable} has seen a code of it. */
  void prepare(long accountId) {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    RANDOM.nextBytes(secret);
    context
        .database()
        .change(handle ->
            handle.execute(
                """
                UPDATE account SET totp_secret = ?, totp_last_step = NULL
                WHERE id = ? AND totp_enabled_at IS NULL
                """,
                secret,
                accountId));
  }

  /** Asks for codes from now on, and answers the recovery codes; empty where the code is wrong. */
  Optional<List<String>> enable(long accountId, String code, Visitor visitor) {
    return context
        .database()
        .transaction(handle -> {
          Account account = AccountRepository.lock(handle, accountId).orElseThrow();
          if (account.secondFactor() || !acceptsTotp(handle, account, code)) {
            return Optional.empty();
          }
          handle.execute(
              "UPDATE account SET totp_enabled_at = ? WHERE id = ?",
              context.clock().instant(),
              accountId);
          note(handle, account, "second-factor.on", visitor);
          mails.changed(handle, "second-factor-on", account.email(), visitor.language());
          return Optional.of(RecoveryCodes.replace(handle, accountId));
        });
  }

  /** Asks for codes no longer. The password was checked. Answers false where the code is wrong. */
  boolean disable(long accountId, String code, Visitor visitor) {
    return context
        .database()
        .transaction(handle -> {
          Account account = AccountRepository.lock(handle, accountId).orElseThrow();
          if (!accepts(handle, account, code)) {
            return false;
          }
          remove(handle, accountId);
          note(handle, account, "second-factor.off", visitor);
          mails.changed(handle, "second-factor-off", account.email(), visitor.language());
          return true;
        });
  }

  /** New recovery codes; empty where the code is wrong. */
  Optional<List<String>> renewCodes(long accountId, String code, Visitor visitor) {
    return context
        .database()
        .transaction(handle -> {
          Account account = AccountRepository.lock(handle, accountId).orElseThrow();
          if (!accepts(handle, account, code)) {
            return Optional.empty();
          }
          note(handle, account, "second-factor.codes", visitor);
          return Optional.of(RecoveryCodes.replace(handle, accountId));
        });
  }

  /** Whether a code is right, of the authenticator or for recovery; it works no second time. */
  boolean accepts(Handle handle, Account account, String code) {
    if (!account.secondFactor()) {
      return false;
    }
    return acceptsTotp(handle, account, code)
        || RecoveryCodes.use(handle, account.id(), code, context.clock().instant());
  }

  private boolean acceptsTotp(Handle handle, Account account, String code) {
    Instant now = context.clock().instant();
    OptionalLong step =
        account
            .totpSecret()
            .map(secret -> Totp.step(secret, code.replaceAll("\\s+", ""), now))
            .orElse(OptionalLong.empty());
    return step.isPresent()
        && handle.execute(
                """
                UPDATE account SET totp_last_step = ?
                WHERE id = ? AND (totp_last_step IS NULL OR totp_last_step < ?)
                """,
                step.getAsLong(),
                account.id(),
                step.getAsLong())
            == 1;
  }

  static void remove(Handle handle, long accountId) {
    handle.execute(
        """
        UPDATE account SET totp_secret = NULL, totp_enabled_at = NULL, totp_last_step = NULL
        WHERE id = ?
        """,
        accountId);
    RecoveryCodes.remove(handle, accountId);
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
