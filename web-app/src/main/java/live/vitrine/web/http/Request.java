package live.vitrine.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.session.Identity;
import live.vitrine.web.session.Session;

/**
 * What was asked, complete and unchanging, as a handler sees it.
 *
 * @param path decoded, without the query
 * @param uri path and query as they came, to come back to
 * @param address where it comes from: the browser's address, also behind trusted proxies
 * @param language the reader's
 * @param notice the key of a message to show on this page, from the page before
 * @param body of a {@link Body.Raw} route; empty otherwise
 */
public record Request(
    String method,
    String path,
    String uri,
    Map<String, String> pathParameters,
    MultiMap query,
    MultiMap headers,
    Map<String, String> cookies,
    Form form,
    List<Upload> uploads,
    Buffer body,
    String address,
    Locale language,
    Optional<Session> session,
    Optional<String> notice) {

  Request of(Optional<Session> found, Locale chosen, Optional<String> shown) {
    return new Request(
        method,
        path,
        uri,
        pathParameters,
        query,
        headers,
        cookies,
        form,
        uploads,
        body,
        address,
        chosen,
        found,
        shown);
  }

  /** A parameter of the route's path: always there. All of ours are ASCII; others are not found. */
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    if (value.chars().anyMatch(character -> character <= ' ' || character > '~')) {
      throw HttpException.notFound();
    }
    return value;
  }

  /** A parameter of the path that is a number; anything else is not found. */
  public long pathNumber(String name) {
    String value = pathParameter(name);
    if (!value.matches("[1-9][0-9]{0,17}")) {
      throw HttpException.notFound();
    }
    return Long.parseLong(value);
  }

  public Optional<String> queryParameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The page of a list that is asked for, 1 to {@code most}. */
  public int pageNumber(int most) {
    String value = queryParameter("page").orElse("1");
    return value.matches("[1-9][0-9]{0,5}") ? Math.min(Integer.parseInt(value), most) : 1;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<Identity> identity() {
    return session.flatMap(Session::identity);
  }

  /** Who is signed in, on a route that only they may use. */
  public Identity signedIn() {
    return identity().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
  }

  /** The shop of who is signed in, on a route for hosts. */
  public long shopId() {
    return signedIn().shopId().orElseThrow(() -> new IllegalStateException("no shop"));
  }

  /** Whether htmx asks, and takes a part of a page. */
  public boolean isPartial() {
    return headers.contains("HX-Request");
  }

  /** What the browser calls itself. */
  public String agent() {
    return header("User-Agent").orElse("");
  }
}
