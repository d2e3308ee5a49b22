package live.vitrine.web.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.vitrine.web.session.SessionToken;
import org.jdbi.v3.core.Handle;

/** The table {@code api_key}. */
final class ApiKeyRepository {
  private static final String SELECT =
      """
      SELECT k.id, k.shop_id, s.owner_id, k.name, k.prefix, k.scopes, k.created_at, k.last_used_at
      FROM api_key k
      JOIN shop s ON s.id = k.shop_id
      JOIN account a ON a.id = s.owner_id
      WHERE k.revoked_at IS NULL
      """;

  private ApiKeyRepository() {}

  /** The key with this secret, if its owner may still do anything. */
  static Optional<ApiKey> find(Handle handle, SessionToken secret) {
    return handle
        .createQuery(
            SELECT
                + " AND k.token_hash = :hash AND a.suspended_at IS NULL AND a.deleted_at IS NULL")
        .bind("hash", secret.hash())
        .map((row, _) -> key(row))
        .findOne();
  }

  static List<ApiKey> ofShop(Handle handle, long shopId) {
    return handle
        .createQuery(SELECT + " AND k.shop_id = :shop ORDER BY k.id DESC")
        .bind("shop", shopId)
        .map((row, _) -> key(row))
        .list();
  }

  /** How many keys a shop has; nobody can add one meanwhile. */
  static int countLocked(Handle handle, long shopId) {
    handle
        .createQuery("SELECT id FROM shop WHERE id = ? FOR UPDATE")
        .bind(0, shopId)
        .mapTo(Long.class)
        .one();
    return handle
        .createQuery("SELECT COUNT(*) FROM api_key WHERE shop_id = ? AND revoked_at IS NULL")
        .bind(0, shopId)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(
      Handle handle,
      long shopId,
      String name,
      String prefix,
      SessionToken secret,
      Set<Scope> scopes,
      Instant now) {
    handle.execute(
        """
        INSERT INTO api_key (shop_id, name, prefix, token_hash, scopes, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        shopId,
        name,
        prefix,
        secret.hash(),
        Scope.stored(scopes),
        now);
  }

  static boolean revoke(Handle handle, long shopId, long id, Instant now) {
    return handle.execute(
            "UPDATE api_key SET revoked_at = ? WHERE id = ? AND shop_id = ? AND revoked_at IS NULL",
            now,
            id,
            shopId)
        == 1;
  }

  static void touch(Handle handle, long id, Instant now) {
    handle.execute("UPDATE api_key SET last_used_at = ? WHERE id = ?", now, id);
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getLong("id"),
        row.getLong("shop_id"),
        row.getLong("owner_id"),
        row.getString("name"),
        row.getString("prefix"),
        Scope.ofStored(row.getString("scopes")),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant));
  }
}
