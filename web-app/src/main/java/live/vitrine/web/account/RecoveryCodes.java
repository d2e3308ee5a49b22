package live.vitrine.web.account;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code account_recovery_code}: ten codes of 80 random bits, each good for one sign-in
 * without the authenticator. Only their hashes are stored.
 */
final class RecoveryCodes {
  static final int COUNT = 10;
  private static final int BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  /** Makes new ones in place of those there are. They are seen here and never again. */
  static List<String> replace(Handle handle, long accountId) {
    remove(handle, accountId);
    List<String> codes = IntStream.range(0, COUNT).mapToObj(_ -> random()).toList();
    codes.forEach(code ->
        handle.execute(
            "INSERT INTO account_recovery_code (account_id, code_hash) VALUES (?, ?)",
            accountId,
            hash(code)));
    return codes;
  }

  /** Uses one up; of two at once one gets it. */
  static boolean use(Handle handle, long accountId, String code, Instant now) {
    return handle.execute(
            """
            UPDATE account_recovery_code SET used_at = ?
            WHERE account_id = ? AND code_hash = ? AND used_at IS NULL
            """,
            now,
            accountId,
            hash(code))
        == 1;
  }

  static int left(Handle handle, long accountId) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM account_recovery_code WHERE account_id = ? AND used_at IS NULL")
        .bind(0, accountId)
        .mapTo(Integer.class)
        .one();
  }

  static void remove(Handle handle, long accountId) {
    handle.execute("DELETE FROM account_recovery_code WHERE account_id = ?", accountId);
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
  }

  /** However it was typed: with dashes or without, in capitals or not. */
  private static byte[] hash(String code) {
    return SessionToken.of(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]+", "")).hash();
  }
}
