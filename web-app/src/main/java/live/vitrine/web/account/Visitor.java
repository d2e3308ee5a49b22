package live.vitrine.web.account;

import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.http.Request;
import live.vitrine.web.limit.RateLimits;
import live.vitrine.web.session.Session;

/**
 * The browser that asks.
 *
 * @param session what it had before
 */
record Visitor(String address, String agent, Locale language, Optional<Session> session) {
  static Visitor of(Request request) {
    return new Visitor(request.address(), request.agent(), request.language(), request.session());
  }

  /** What limits by address count. */
  String network() {
    return RateLimits.network(address);
  }
}
