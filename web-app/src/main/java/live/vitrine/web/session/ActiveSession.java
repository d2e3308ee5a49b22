package live.vitrine.web.session;

import java.time.Instant;
import java.util.HexFormat;

/**
 * A session as its owner sees it in a list.
 *
 * @param id names it, but is of no use in a cookie
 * @param seenAt when it was last used, to the minute
 * @param address where it began
 * @param agent what the browser called itself then
 */
public record ActiveSession(
    String id, Instant createdAt, Instant seenAt, String address, String agent) {
  /** How the session of {@code token} is named. */
  public static String idOf(SessionToken token) {
    return HexFormat.of().formatHex(token.hash());
  }
}
