package live.vitrine.media.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that a request's target may have (RFC 9112 section 3.2). */
final class RequestTarget {
  private static final Pattern ABSOLUTE =
      Pattern.compile("https?://([^/?#]*)([^#]*)(?:#.*)?", Pattern.CASE_INSENSITIVE);

  /** RFC 3986 section 3.2, without the user information that section 4.2.4 of RFC 9110 forbids. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%!$&'()*+,;=-]+)(?::[0-9]{0,5})?");

  private RequestTarget() {}

  /**
   * Turns a target in absolute form into one in origin form; what it names replaces the Host field,
   * which does not count then (section 3.2.2). Other forms stay as they are.
   *
   * @return false where the target names no server
   */
  static boolean normalize(HttpRequest request) {
    Matcher absolute = ABSOLUTE.matcher(request.uri());
    if (!absolute.matches()) {
      return true;
    }
    String authority = absolute.group(1);
    if (!AUTHORITY.matcher(authority).matches()) {
      return false;
    }
    String rest = absolute.group(2);
    if (rest.isEmpty() && request.method().equals(HttpMethod.OPTIONS)) {
      // Section 3.2.4: the last hop of a question about the server as a whole.
      request.setUri("*");
    } else {
      request.setUri(rest.startsWith("/") ? rest : "/" + rest);
    }
    request.headers().set(HttpHeaderNames.HOST, authority);
    return true;
  }
}
