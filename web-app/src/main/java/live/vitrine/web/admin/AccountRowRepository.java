package live.vitrine.web.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.session.Role;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code account}, for administrators. */
final class AccountRowRepository {
  private static final String SELECT =
      """
      SELECT a.id, a.email, a.email_confirmed_at, a.display_name, a.role, a.suspended_at,
             a.deleted_at, a.created_at, s.id AS shop_id, s.handle
      FROM account a
      LEFT JOIN shop s ON s.owner_id = a.id
      """;

  private AccountRowRepository() {}

  static List<AccountRow> list(Handle handle, String search, int limit, int offset) {
    String where =
        search.isEmpty()
            ? ""
            : " WHERE a.email LIKE :search ESCAPE '!' OR a.display_name LIKE :search ESCAPE '!'";
    return handle
        .createQuery(SELECT + where + " ORDER BY a.id DESC LIMIT :limit OFFSET :offset")
        .bind("search", Listing.pattern(search))
        .bind("limit", limit)
        .bind("offset", offset)
        .map((row, _) -> row(row))
        .list();
  }

  static Optional<AccountRow> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " WHERE a.id = :id")
        .bind("id", id)
        .map((row, _) -> row(row))
        .findOne();
  }

  /**
   * The administrators who can sign in. Until the transaction ends nobody else can change who is
   * one: whoever asks next waits here.
   */
  static List<Long> lockAdministrators(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id FROM account
            WHERE role = :role AND suspended_at IS NULL AND deleted_at IS NULL
            ORDER BY id
            FOR UPDATE
            """)
        .bind("role", Role.ADMINISTRATOR.stored())
        .mapTo(Long.class)
        .list();
  }

  static void setRole(Handle handle, long id, Role role) {
    handle.execute("UPDATE account SET role = ? WHERE id = ?", role.stored(), id);
  }

  static void setSuspended(Handle handle, long id, @Nullable Instant at) {
    handle.execute("UPDATE account SET suspended_at = ? WHERE id = ?", at, id);
  }

  private static AccountRow row(ResultSet row) throws SQLException {
    String email = row.getString("email");
    long shopId = row.getLong("shop_id");
    Optional<Long> shop = row.wasNull() ? Optional.empty() : Optional.of(shopId);
    String shopHandle = row.getString("handle");
    return new AccountRow(
        row.getLong("id"),
        email == null ? "" : email,
        row.getTimestamp("email_confirmed_at") != null,
        row.getString("display_name"),
        Role.ofStored(row.getString("role")),
        Optional.ofNullable(row.getTimestamp("suspended_at")).map(Timestamp::toInstant),
        row.getTimestamp("deleted_at") != null,
        row.getTimestamp("created_at").toInstant(),
        shop,
        shopHandle == null ? "" : shopHandle);
  }
}
