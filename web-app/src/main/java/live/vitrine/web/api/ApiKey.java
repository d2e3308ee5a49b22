package live.vitrine.web.api;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key of a shop, without its secret.
 *
 * @param ownerId the account that owns the shop
 * @param prefix the beginning of its secret, to tell keys apart
 */
public record ApiKey(
    long id,
    long shopId,
    long ownerId,
    String name,
    String prefix,
    Set<Scope> scopes,
    Instant createdAt,
    Optional<Instant> lastUsedAt) {}
