package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;

/**
 * Keeps pages of other sites that an operator's browser has open away from the admin port, which
 * that browser can reach: the first route, which refuses and never answers.
 *
 * <p>A site can point a name of its own at the loopback address and so share an origin with it (DNS
 * rebinding), but the browser still sends that name as Host: only IP addresses and {@code
 * localhost} are taken. And a site can send requests across origins without reading the answer:
 * whatever changes something must not come from another origin, as Fetch Metadata and Origin tell.
 */
final class BrowserGuard implements HttpRoute {
  private static final String LOCALHOST = "localhost";
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  @Override
  public boolean handle(HttpExchange exchange) {
    HttpHeaders headers = exchange.request().headers();
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1) {
      return refuse(exchange, HttpResponseStatus.BAD_REQUEST, "exactly one is allowed", "Host");
    }
    String host = hosts.getFirst();
    if (!isAddress(name(host))) {
      return refuse(
          exchange,
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "must be an IP address or localhost, not a name that anybody could point here",
          "Host");
    }
    if (Answers.isRead(exchange)) {
      return false;
    }
    String site = headers.get("Sec-Fetch-Site");
    if (site != null && !OWN_SITE.contains(site)) {
      return refuse(
          exchange, HttpResponseStatus.FORBIDDEN, "must be same-origin or none", "Sec-Fetch-Site");
    }
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    if (origin != null && !isOwn(origin, host)) {
      return refuse(exchange, HttpResponseStatus.FORBIDDEN, "must be the port itself", "Origin");
    }
    return false;
  }

  private static boolean refuse(
      HttpExchange exchange, HttpResponseStatus status, String detail, String field) {
    new Problem(status, detail, field).respond(exchange);
    return true;
  }

  /** The host without its port: {@code 127.0.0.1}, {@code ::1}, {@code localhost}. */
  private static String name(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? "" : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static boolean isAddress(String name) {
    return name.toLowerCase(Locale.ROOT).equals(LOCALHOST)
        || NetUtil.isValidIpV4Address(name)
        || NetUtil.isValidIpV6Address(name);
  }

  private static boolean isOwn(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
