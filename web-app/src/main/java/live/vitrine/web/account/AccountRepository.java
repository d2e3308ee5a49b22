package live.vitrine.web.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.session.Role;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code account}. Accounts that were deleted are not found. */
final class AccountRepository {
  private static final String SELECT =
      """
      SELECT id, email, email_confirmed_at, password_hash, display_name, picture_id, role, language,
             totp_secret, totp_enabled_at, suspended_at, created_at
      FROM account
      WHERE deleted_at IS NULL AND email IS NOT NULL AND
      """;

  private AccountRepository() {}

  static Optional<Account> find(Handle handle, long id) {
    return find(handle, "id = ?", id);
  }

  static Optional<Account> findByEmail(Handle handle, String email) {
    return find(handle, "email = ?", email);
  }

  /** Keeps it as it is until the transaction ends. */
  static Optional<Account> lock(Handle handle, long id) {
    return find(handle, "id = ? FOR UPDATE", id);
  }

  private static Optional<Account> find(Handle handle, String condition, Object value) {
    return handle
        .createQuery(SELECT + condition)
        .bind(0, value)
        .map((row, _) -> account(row))
        .findOne();
  }

  private static Account account(ResultSet row) throws SQLException {
    String hash = row.getString("password_hash");
    return new Account(
        row.getLong("id"),
        row.getString("email"),
        row.getTimestamp("email_confirmed_at") != null,
        hash == null ? "" : hash,
        row.getString("display_name"),
        Optional.ofNullable(row.getString("picture_id")),
        Role.ofStored(row.getString("role")),
        Optional.ofNullable(row.getString("language")),
        Optional.ofNullable(row.getBytes("totp_secret")),
        row.getTimestamp("totp_enabled_at") != null,
        row.getTimestamp("suspended_at") != null,
        row.getTimestamp("created_at").toInstant());
  }

  /**
   * Adds one and answers its number.
   *
   * @param confirmedAt null where the address is not proven yet
   */
  static long insert(
      Handle handle,
      String email,
      @Nullable Instant confirmedAt,
      String passwordHash,
      String displayName,
      Role role,
      String language,
      Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO account
              (email, email_confirmed_at, password_hash, display_name, role, language, created_at)
            VALUES (:email, :confirmedAt, :hash, :name, :role, :language, :now)
            """)
        .bind("email", email)
        .bind("confirmedAt", confirmedAt)
        .bind("hash", passwordHash)
        .bind("name", displayName)
        .bind("role", role.stored())
        .bind("language", language)
        .bind("now", now)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  static void setPassword(Handle handle, long id, String hash) {
    handle.execute("UPDATE account SET password_hash = ? WHERE id = ?", hash, id);
  }

  static void confirmEmail(Handle handle, long id, Instant now) {
    handle.execute(
        "UPDATE account SET email_confirmed_at = COALESCE(email_confirmed_at, ?) WHERE id = ?",
        now,
        id);
  }

  static void setEmail(Handle handle, long id, String email, Instant now) {
    handle.execute(
        "UPDATE account SET email = ?, email_confirmed_at = ? WHERE id = ?", email, now, id);
  }

  static void setProfile(Handle handle, long id, String displayName, String language) {
    handle.execute(
        "UPDATE account SET display_name = ?, language = ? WHERE id = ?",
        displayName,
        language,
        id);
  }

  static void setLanguage(Handle handle, long id, String language) {
    handle.execute("UPDATE account SET language = ? WHERE id = ?", language, id);
  }

  static void setPicture(Handle handle, long id, @Nullable String pictureId) {
    handle.execute("UPDATE account SET picture_id = ? WHERE id = ?", pictureId, id);
  }
}
