package live.vitrine.web.admin;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.session.Role;

/**
 * An account as administrators see it.
 *
 * @param email empty once it is deleted
 */
public record AccountRow(
    long id,
    String email,
    boolean confirmed,
    String displayName,
    Role role,
    Optional<Instant> suspendedAt,
    boolean deleted,
    Instant createdAt,
    Optional<Long> shopId,
    String shopHandle) {

  public boolean isAdministrator() {
    return role == Role.ADMINISTRATOR;
  }
}
