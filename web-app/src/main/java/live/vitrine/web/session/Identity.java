package live.vitrine.web.session;

import java.util.Optional;

/**
 * Somebody who is signed in.
 *
 * @param shopId of the shop they own, whatever its state
 * @param language the language they chose, {@code de}
 */
public record Identity(
    long accountId,
    String email,
    boolean emailConfirmed,
    String displayName,
    Role role,
    Optional<String> pictureId,
    Optional<Long> shopId,
    Optional<String> language) {}
