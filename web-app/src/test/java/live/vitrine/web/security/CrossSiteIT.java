package live.vitrine.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.vitrine.web.http.Body;
import live.vitrine.web.http.Route;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.Victim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages of other sites can make a browser send. Every form there is, by itself. */
final class CrossSiteIT {
  private static final String RIGHT = "right";
  private static RunningWebApp app;
  private static HttpBrowser browser;
  private static Victim victim;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    Fixtures fixtures = new Fixtures(app.database());
    victim = new Victim(app.database());
    app.database()
        .change(handle ->
            handle.execute(
                "UPDATE account SET role = 'administrator' WHERE id = ?", victim.host()));
    fixtures.account(Role.ADMINISTRATOR);
    browser = app.browser().withSession(fixtures.session(victim.host()));
    browser.get("/account");
  }

  @AfterAll
  static void close() {
    app.close();
  }

  static Stream<Arguments> forgeries() {
    String own = app.url().toString();
    return Stream.of(
        Arguments.of("no origin", Map.of(), RIGHT),
        Arguments.of("origin null", Map.of("Origin", "null"), RIGHT),
        Arguments.of("another origin", Map.of("Origin", "https://evil.example"), RIGHT),
        Arguments.of("an origin that begins alike", Map.of("Origin", own + ".evil.example"), RIGHT),
        Arguments.of("another scheme", Map.of("Origin", own.replace("http:", "https:")), RIGHT),
        Arguments.of("a page elsewhere", Map.of("Sec-Fetch-Site", "cross-site"), RIGHT),
        Arguments.of(
            "a page next door", Map.of("Sec-Fetch-Site", "same-site", "Origin", own), RIGHT),
        Arguments.of("no page", Map.of("Sec-Fetch-Site", "none"), RIGHT),
        Arguments.of("no token", Map.of("Origin", own), ""),
        Arguments.of("another token", Map.of("Origin", own), "x".repeat(43)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void changesNothing(String what, Map<String, String> headers, String token) {
    String csrf = token.equals(RIGHT) ? browser.csrf() : token;
    String before = victim.state();
    List<Route> forms =
        app.app().routes().stream()
            .filter(
                route -> route.body() instanceof Body.Fields || route.body() instanceof Body.Files)
            .toList();
    assertThat(forms).hasSizeGreaterThan(30);
    for (Route route : forms) {
      String path = route.path();
      for (Map.Entry<String, String> sample : victim.samples().entrySet()) {
        path = path.replaceAll(":" + sample.getKey() + "(?=/|$)", sample.getValue());
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(app.url().resolve(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("csrf=" + csrf));
      headers.forEach(request::header);

      assertThat(browser.send(request).statusCode()).as(what + ": " + path).isEqualTo(403);
    }
    assertThat(victim.state()).isEqualTo(before);
  }

  /** Else a stranger's account would be where the victim types in a card or an address. */
  @Test
  void signsNobodyInFromAnotherSite() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.url().resolve("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "cross-site")
            .POST(HttpRequest.BodyPublishers.ofString("email=a%40example.org&password=x"));

    assertThat(app.browser().send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void tellsOtherSitesNothing() {
    for (String path : List.of("/", "/account", "/api/v1/session", "/api/v1/products")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(app.url().resolve(path)).header("Origin", "https://evil.example");
      assertThat(browser.send(request).headers().map().keySet())
          .as(path)
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }
  }
}
