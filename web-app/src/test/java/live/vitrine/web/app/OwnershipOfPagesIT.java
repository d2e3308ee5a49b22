package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Route;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.Victim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Walks all pages and forms whose address names a thing, with things that are there and belong to
 * somebody else. A new route is walked by itself; a parameter with a new name needs a sample in
 * {@link Victim}.
 */
final class OwnershipOfPagesIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static Victim victim;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    victim = new Victim(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static List<Route> walked() {
    List<Route> found =
        app.app().routes().stream()
            .filter(route -> route.access() != Access.ANYONE && route.path().contains(":"))
            .toList();
    assertThat(found).hasSizeGreaterThan(5);
    return found;
  }

  private static HttpResponse<String> ask(HttpBrowser browser, Route route) {
    return ask(browser, route, victim);
  }

  private static HttpResponse<String> ask(HttpBrowser browser, Route route, Victim whose) {
    String path = route.path();
    for (Map.Entry<String, String> sample : whose.samples().entrySet()) {
      path = path.replaceAll(":" + sample.getKey() + "(?=/|$)", sample.getValue());
    }
    assertThat(path).as("a sample is missing in Victim").doesNotContain(":");
    return route.method().name().equals("GET") ? browser.get(path) : browser.post(path, Map.of());
  }

  @Test
  void letsNobodyTouchWhatIsSomebodyElses() {
    long other = fixtures.account(Role.HOST);
    fixtures.shop(other);
    HttpBrowser stranger = app.browser().withSession(fixtures.session(other));
    for (Route route : walked()) {
      stranger.get("/cart");
      String before = victim.state();

      int status = ask(stranger, route).statusCode();

      // A form may be refused before anything is looked for; what counts is that nothing changes.
      assertThat(status).as(route.method() + " " + route.path()).isIn(403, 404, 422);
      assertThat(victim.state()).as(route.method() + " " + route.path()).isEqualTo(before);
    }
  }

  @Test
  void sendsNobodyFurtherThanToSignIn() {
    for (Route route : walked()) {
      String before = victim.state();

      HttpResponse<String> answer = ask(app.browser(), route);

      assertThat(answer.statusCode()).as(route.path()).isIn(303, 403, 404);
      assertThat(answer.headers().firstValue("Location").orElse("/sign-in")).startsWith("/sign-in");
      assertThat(victim.state()).as(route.path()).isEqualTo(before);
    }
  }

  @Test
  void letsOwnersSeeWhatIsTheirs() {
    for (Route route : walked()) {
      if (route.method().name().equals("GET")
          && !route.path().startsWith("/admin")
          // Of a shop, which everybody may see.
          && !route.path().contains(":handle")) {
        long owner = route.path().startsWith("/host") ? victim.host() : victim.shopper();
        HttpBrowser browser = app.browser().withSession(fixtures.session(owner));

        assertThat(ask(browser, route).statusCode()).as(route.path()).isIn(200, 303);
      }
    }
  }

  /** Else a stranger's 404 could come from a sample that nobody finds, or from a missing token. */
  @Test
  void letsOwnersSendFormsAboutWhatIsTheirs() {
    List<Route> forms =
        walked().stream()
            .filter(route -> route.method().name().equals("POST"))
            .filter(route -> !route.path().startsWith("/admin"))
            // Those of a shop, which everybody may, and of a session, which has a test of its own.
            .filter(route -> !route.path().contains(":handle"))
            .filter(route -> !route.path().contains("/sessions/"))
            .toList();
    assertThat(forms).hasSizeGreaterThan(8);
    for (Route route : forms) {
      Victim own = new Victim(app.database());
      long owner = route.path().startsWith("/host") ? own.host() : own.shopper();
      HttpBrowser browser = app.browser().withSession(fixtures.session(owner));
      browser.get("/account");

      assertThat(ask(browser, route, own).statusCode()).as(route.path()).isNotIn(403, 404);
    }
  }
}
