package live.vitrine.web.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Request;
import live.vitrine.web.session.SessionToken;

/** The keys of shops. A secret is shown once; what is kept is its SHA-256. */
public final class ApiKeys {
  /** A shop has at most so many at a time. */
  public static final int MOST = 20;

  private static final String BEGINNING = "vk_";
  private static final int PREFIX = 8;
  // Writing down each use would make every call a write.
  private static final Duration USED_RESOLUTION = Duration.ofMinutes(1);

  private final Database database;
  private final AuditLog audit;
  private final Clock clock;

  public ApiKeys(Database database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** The key whose secret somebody sent, unless it was revoked. */
  Optional<ApiKey> find(String secret) {
    Optional<ApiKey> found =
        database.read(handle -> ApiKeyRepository.find(handle, SessionToken.of(secret)));
    Instant now = clock.instant();
    found
        .filter(key -> key.lastUsedAt().isEmpty() || isOld(key.lastUsedAt().get(), now))
        .ifPresent(key -> database.change(handle -> ApiKeyRepository.touch(handle, key.id(), now)));
    return found;
  }

  private static boolean isOld(Instant used, Instant now) {
    return used.plus(USED_RESOLUTION).isBefore(now);
  }

  List<ApiKey> ofShop(long shopId) {
    return database.read(handle -> ApiKeyRepository.ofShop(handle, shopId));
  }

  /** Makes a key for the shop of who asks, and answers its secret; empty where there are enough. */
  Optional<String> make(Request request, String name, Set<Scope> scopes) {
    String random = SessionToken.random().text();
    String secret = BEGINNING + random;
    return database.transaction(handle -> {
      if (ApiKeyRepository.countLocked(handle, request.shopId()) >= MOST) {
        return Optional.empty();
      }
      ApiKeyRepository.insert(
          handle,
          request.shopId(),
          name,
          random.substring(0, PREFIX),
          SessionToken.of(secret),
          scopes,
          clock.instant());
      audit.write(
          handle,
          OptionalLong.of(request.signedIn().accountId()),
          "api-key.made",
          "shop " + request.shopId(),
          name + ": " + Scope.stored(scopes),
          request.address());
      return Optional.of(secret);
    });
  }

  /** Revokes a key of the shop of who asks; it stops working at once. */
  boolean revoke(Request request, long id) {
    return database.transaction(handle -> {
      boolean revoked = ApiKeyRepository.revoke(handle, request.shopId(), id, clock.instant());
      if (revoked) {
        audit.write(
            handle,
            OptionalLong.of(request.signedIn().accountId()),
            "api-key.revoked",
            "shop " + request.shopId(),
            "key " + id,
            request.address());
      }
      return revoked;
    });
  }
}
