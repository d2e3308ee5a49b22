package live.vitrine.web.api;

import java.time.Instant;
import live.vitrine.web.database.Database;
import live.vitrine.web.session.SessionToken;

/** Keys put straight into the database. */
final class ApiFixtures {
  private ApiFixtures() {}

  /** A key with these scopes, separated by spaces. */
  static String key(Database database, long shopId, String scopes) {
    String secret = "vk_" + SessionToken.random().text();
    database.change(handle ->
        handle.execute(
            """
            INSERT INTO api_key (shop_id, name, prefix, token_hash, scopes, created_at)
            VALUES (?, 'Test', ?, ?, ?, ?)
            """,
            shopId,
            secret.substring(3, 11),
            SessionToken.of(secret).hash(),
            scopes,
            Instant.now()));
    return secret;
  }
}
