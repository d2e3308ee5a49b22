package live.vitrine.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told with every kind of answer. The site is one behind https here. */
final class HeadersIT {
  private static final String SITE = "https://shop.example";
  private static RunningWebApp app;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    app = RunningWebApp.openWith(Map.of("VITRINE_PUBLIC_URL", SITE));
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static java.net.URI at(String path) {
    return java.net.URI.create("http://127.0.0.1:" + app.app().port() + path);
  }

  private static HttpResponse<String> ask(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path)).method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new HttpBrowser(at("")).send(request);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("GET", "/", 200),
        Arguments.of("HEAD", "/", 200),
        Arguments.of("GET", "/nothing", 404),
        Arguments.of("GET", "/account", 303),
        Arguments.of("POST", "/sign-in", 403),
        Arguments.of("DELETE", "/sign-in", 405),
        Arguments.of("OPTIONS", "/", 405),
        Arguments.of("POST", "/assets/x.js", 405),
        Arguments.of("GET", "/assets/x.js", 404),
        Arguments.of("GET", "/assets/..%2fmessages.properties", 404),
        Arguments.of("GET", "/pictures/" + "0".repeat(32) + "/160.jpg", 404),
        Arguments.of("GET", "/healthz", 200),
        Arguments.of("GET", "/robots.txt", 200),
        Arguments.of("GET", "/api", 200),
        Arguments.of("GET", "/api/openapi.yaml", 200),
        Arguments.of("GET", "/api/v1/nothing", 404),
        Arguments.of("POST", "/webhooks/stripe", 400));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void saysWhatIsForbidden(String method, String path, int status) {
    HttpResponse<String> answer = ask(method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains(
            "default-src 'none'",
            "script-src 'self';",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(answer.headers().map())
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("referrer-policy", List.of("strict-origin-when-cross-origin"))
        .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
        .containsEntry("strict-transport-security", List.of("max-age=31536000"))
        .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/account", "/cart", "/orders", "/host", "/sign-in", "/account/export.json"})
  void keepsPersonalPagesOutOfCaches(String path) {
    long account = fixtures.account(Role.HOST);
    fixtures.shop(account);
    HttpResponse<String> answer =
        ask("GET", path, "Cookie", "__Host-session=" + fixtures.session(account));

    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }

  /** The prefix makes browsers refuse one that a neighbour's domain has planted. */
  @Test
  void bindsCookiesToThisHostAndHttps() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/language"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", SITE)
            .POST(HttpRequest.BodyPublishers.ofString("language=de&to=/"));

    List<String> cookies = new HttpBrowser(at("")).send(request).headers().allValues("Set-Cookie");

    assertThat(cookies)
        .isNotEmpty()
        .allMatch(cookie -> cookie.startsWith("__Host-"))
        .allMatch(cookie -> cookie.contains("; Path=/; HttpOnly; SameSite=Lax; Secure"))
        .noneMatch(cookie -> cookie.contains("Domain"));
  }

  @Test
  void ignoresASessionCookieThatAnybodyCouldPlant() {
    String token = fixtures.session(fixtures.account(Role.SHOPPER));

    assertThat(ask("GET", "/account", "Cookie", "session=" + token).statusCode()).isEqualTo(303);
    assertThat(ask("GET", "/account", "Cookie", "__Host-session=" + token).statusCode())
        .isEqualTo(200);
  }

  /** Whoever says another host, also through a proxy, does not get into links or redirects. */
  @Test
  void takesTheHostFromTheSettingsOnly() throws Exception {
    try (RawHttp raw = new RawHttp(at(""))) {
      String answer =
          raw.send(
                  String.join(
                      "\r\n",
                      "GET / HTTP/1.1",
                      "Host: evil.example",
                      "X-Forwarded-Host: evil.example",
                      "Forwarded: host=evil.example",
                      "Connection: close",
                      "",
                      ""))
              .readAll();
      assertThat(answer).contains(SITE + "/").doesNotContain("evil.example");
    }
  }

  @Test
  void showsFiguresToNobodyElse() {
    assertThat(ask("GET", "/metrics").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/metrics", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/metrics", "Forwarded", "for=127.0.0.1").statusCode()).isEqualTo(404);
  }
}
