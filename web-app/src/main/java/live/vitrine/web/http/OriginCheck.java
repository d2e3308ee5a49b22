package live.vitrine.web.http;

import io.vertx.core.MultiMap;
import java.net.URI;

/**
 * Refuses what pages of other sites make browsers send: a request that changes something comes from
 * a page of ours, which the browser says in {@code Sec-Fetch-Site} or {@code Origin}. The token in
 * the form stands behind this, for whoever has a session.
 */
final class OriginCheck {
  private final String origin;

  OriginCheck(URI publicUrl) {
    this.origin = publicUrl.toString();
  }

  boolean isOurs(MultiMap headers) {
    String site = headers.get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    return origin.equals(headers.get("Origin"));
  }
}
