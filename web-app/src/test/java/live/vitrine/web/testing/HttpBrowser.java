package live.vitrine.web.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a browser does, without a screen: keeps cookies, sends forms of the page it is on with their
 * CSRF token, and follows redirects where it is told to.
 */
public final class HttpBrowser {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\"\\s+value=\"([^\"]*)\"");

  private final URI origin;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();
  private String csrf = "";

  public HttpBrowser(URI origin) {
    this.origin = origin;
  }

  /** Uses a session that exists already. */
  public HttpBrowser withSession(String token) {
    HttpCookie cookie = new HttpCookie("session", token);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(origin, cookie);
    return this;
  }

  /** Loads a page; does not follow redirects. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(origin.resolve(path)).GET());
  }

  /** Sends a form with the CSRF token of the page that was loaded last. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("csrf", csrf);
    return send(
        HttpRequest.newBuilder(origin.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin.toString())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(all))));
  }

  /** Sends a form with files, as {@link #post} does; a field may come several times. */
  public HttpResponse<String> upload(String path, Multipart form) {
    Multipart all = form.has("csrf") ? form : form.field("csrf", csrf);
    return send(
        HttpRequest.newBuilder(origin.resolve(path))
            .header("Content-Type", all.contentType())
            .header("Origin", origin.toString())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofByteArray(all.bytes())));
  }

  /** Sends whatever is asked for, with the cookies of this browser. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      Matcher matcher = CSRF.matcher(response.body());
      if (matcher.find()) {
        csrf = matcher.group(1);
      }
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The page that a redirect leads to, however often. */
  public HttpResponse<String> follow(HttpResponse<String> response) {
    HttpResponse<String> current = response;
    while (current.statusCode() / 100 == 3) {
      current =
          get(origin.resolve(current.headers().firstValue("Location").orElseThrow()).toString());
    }
    return current;
  }

  /** The CSRF token of the page that was loaded last. */
  public String csrf() {
    return csrf;
  }

  /** The value of a cookie; empty where there is none. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
