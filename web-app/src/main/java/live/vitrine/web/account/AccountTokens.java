package live.vitrine.web.account;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** The table {@code account_token}: secrets that work once, each for one purpose. */
final class AccountTokens {
  private static final String USABLE =
      " token_hash = :hash AND purpose = :purpose AND used_at IS NULL AND expires_at > :now";

  private AccountTokens() {}

  /** Whom a secret belongs to, and for which address it was made. */
  record Owner(long accountId, String email) {}

  /** Makes one. Those made before for the same purpose work no longer. */
  static SessionToken issue(
      Handle handle, long accountId, TokenPurpose purpose, String email, Instant now) {
    revoke(handle, accountId, purpose);
    SessionToken token = SessionToken.random();
    handle.execute(
        """
        INSERT INTO account_token (token_hash, account_id, purpose, email, expires_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        token.hash(),
        accountId,
        purpose.stored(),
        email,
        now.plus(purpose.lifetime()));
    return token;
  }

  /** Whose it is, where it still works. */
  static Optional<Owner> find(
      Handle handle, SessionToken token, TokenPurpose purpose, Instant now) {
    return handle
        .createQuery("SELECT account_id, email FROM account_token WHERE" + USABLE)
        .bind("hash", token.hash())
        .bind("purpose", purpose.stored())
        .bind("now", now)
        .map((row, _) -> new Owner(row.getLong("account_id"), row.getString("email")))
        .findOne();
  }

  /** Uses it up; of two at once one gets it. */
  static boolean use(Handle handle, SessionToken token, TokenPurpose purpose, Instant now) {
    return handle
            .createUpdate("UPDATE account_token SET used_at = :now WHERE" + USABLE)
            .bind("hash", token.hash())
            .bind("purpose", purpose.stored())
            .bind("now", now)
            .execute()
        == 1;
  }

  static void revoke(Handle handle, long accountId, TokenPurpose purpose) {
    handle.execute(
        "DELETE FROM account_token WHERE account_id = ? AND purpose = ?",
        accountId,
        purpose.stored());
  }

  static void revokeAll(Handle handle, long accountId) {
    handle.execute("DELETE FROM account_token WHERE account_id = ?", accountId);
  }

  static void removeExpired(Handle handle, Instant now) {
    handle.execute("DELETE FROM account_token WHERE expires_at <= ?", now);
  }
}
