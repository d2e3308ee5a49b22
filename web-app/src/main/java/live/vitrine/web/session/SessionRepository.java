package live.vitrine.web.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The table {@code session}. */
final class SessionRepository {
  private SessionRepository() {}

  /** A session and when it was last used, to the minute. */
  record Found(Session session, Instant seenAt) {}

  static Optional<Found> find(Handle handle, SessionToken token, Instant now, Instant seenSince) {
    return handle
        .createQuery(
            """
            SELECT s.csrf_token, s.seen_at, a.id, a.email, a.email_confirmed_at, a.display_name,
                   a.role, a.picture_id, a.language, shop.id AS shop_id
            FROM session s
            LEFT JOIN account a ON a.id = s.account_id
            LEFT JOIN shop ON shop.owner_id = a.id
            WHERE s.token_hash = :hash AND s.expires_at > :now AND s.seen_at > :seenSince
              AND a.suspended_at IS NULL AND a.deleted_at IS NULL
            """)
        .bind("hash", token.hash())
        .bind("now", now)
        .bind("seenSince", seenSince)
        .reduceRows(Optional.empty(), (_, row) -> Optional.of(found(token, row)));
  }

  private static Found found(SessionToken token, RowView row) {
    Long accountId = row.getColumn("id", Long.class);
    Optional<Identity> identity =
        accountId == null ? Optional.empty() : Optional.of(identity(accountId, row));
    Session session = new Session(token, row.getColumn("csrf_token", String.class), identity);
    return new Found(session, row.getColumn("seen_at", Instant.class));
  }

  private static Identity identity(long accountId, RowView row) {
    return new Identity(
        accountId,
        row.getColumn("email", String.class),
        row.getColumn("email_confirmed_at", Instant.class) != null,
        row.getColumn("display_name", String.class),
        Role.ofStored(row.getColumn("role", String.class)),
        Optional.ofNullable(row.getColumn("picture_id", String.class)),
        Optional.ofNullable(row.getColumn("shop_id", Long.class)),
        Optional.ofNullable(row.getColumn("language", String.class)));
  }

  static List<ActiveSession> list(Handle handle, long accountId, Instant now, Instant seenSince) {
    return handle
        .createQuery(
            """
            SELECT LOWER(HEX(token_hash)) AS id, created_at, seen_at, address, agent FROM session
            WHERE account_id = :account AND expires_at > :now AND seen_at > :seenSince
            ORDER BY seen_at DESC LIMIT 100
            """)
        .bind("account", accountId)
        .bind("now", now)
        .bind("seenSince", seenSince)
        .map((row, _) ->
            new ActiveSession(
                row.getString("id"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getString("address"),
                row.getString("agent")))
        .list();
  }

  static boolean delete(Handle handle, long accountId, String id) {
    return handle.execute(
            "DELETE FROM session WHERE account_id = ? AND LOWER(HEX(token_hash)) = ?",
            accountId,
            id)
        == 1;
  }

  static void insert(
      Handle handle,
      SessionToken token,
      @Nullable Long accountId,
      String csrfToken,
      Instant now,
      Instant expiresAt,
      String address,
      String agent) {
    handle
        .createUpdate(
            """
            INSERT INTO session
              (token_hash, account_id, csrf_token, created_at, seen_at, expires_at, address, agent)
            VALUES (:hash, :account, :csrf, :now, :now, :expires, :address, :agent)
            """)
        .bind("hash", token.hash())
        .bind("account", accountId)
        .bind("csrf", csrfToken)
        .bind("now", now)
        .bind("expires", expiresAt)
        .bind("address", address)
        .bind("agent", agent)
        .execute();
  }

  static void touch(Handle handle, SessionToken token, Instant now) {
    handle.execute("UPDATE session SET seen_at = ? WHERE token_hash = ?", now, token.hash());
  }

  static void delete(Handle handle, SessionToken token) {
    handle.execute("DELETE FROM session WHERE token_hash = ?", (Object) token.hash());
  }

  static void deleteAll(Handle handle, long accountId, @Nullable SessionToken except) {
    handle.execute(
        "DELETE FROM session WHERE account_id = ? AND token_hash <> ?",
        accountId,
        except == null ? new byte[0] : except.hash());
  }

  static void deleteEnded(Handle handle, Instant now, Instant seenSince) {
    handle.execute("DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?", now, seenSince);
  }
}
