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
    String path = route.path();
    for (Map.Entry<String, String> sample : victim.samples().entrySet()) {
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

      assertThat(status).as(route.method() + " " + route.path()).isIn(403, 404);
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
      if (route.method().name().equals("GET") && !route.path().startsWith("/admin")) {
        long owner = route.path().startsWith("/host") ? victim.host() : victim.shopper();
        HttpBrowser browser = app.browser().withSession(fixtures.session(owner));

        assertThat(ask(browser, route).statusCode()).as(route.path()).isEqualTo(200);
      }
    }
  }
}
