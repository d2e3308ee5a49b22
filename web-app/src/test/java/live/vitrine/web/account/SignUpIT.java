package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SignUpIT {
  private static RunningWebApp app;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void makesAnAccountThatIsConfirmedByLinkAndPassword() {
    String email = People.email();
    HttpBrowser browser = app.browser();
    HttpResponse<String> sent = signUp(browser, email);
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(People.location(sent)).isEqualTo("/sign-up/sent");
    assertThat(browser.follow(sent).body()).contains("We have sent you a mail");

    String link = app.outbox().links(email).getFirst();
    assertThat(browser.get(link).body()).contains(email).contains("Confirm");
    assertThat(isConfirmed(email)).as("a look at the page does not confirm").isFalse();

    HttpResponse<String> wrong = browser.post(link, Map.of("password", "somebody else’s"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(isConfirmed(email)).isFalse();

    HttpResponse<String> confirmed = browser.post(link, Map.of("password", People.PASSWORD));
    assertThat(confirmed.statusCode()).isEqualTo(303);
    assertThat(isConfirmed(email)).isTrue();
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(app.browser().get(link).statusCode()).as("works once").isEqualTo(404);
  }

  @Test
  void answersTheSameForAnAddressThatHasAnAccount() {
    String email = new People(app).shopper();

    HttpResponse<String> known = signUp(app.browser(), email);
    HttpResponse<String> unknown = signUp(app.browser(), People.email());

    assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
    assertThat(People.location(known)).isEqualTo(People.location(unknown));
    assertThat(known.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
    assertThat(app.outbox().await(email, 1).subject()).isEqualTo("You have an account already");
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).statusCode())
        .as("the password stays")
        .isEqualTo(303);
  }

  @Test
  void sendsTheLinkAgainAndOnlyTheNewestWorks() {
    String email = People.email();
    signUp(app.browser(), email);
    String first = app.outbox().await(email, 1).links().getFirst();
    signUp(app.browser(), email);
    String second = app.outbox().await(email, 2).links().getFirst();

    assertThat(app.browser().get(first).statusCode()).isEqualTo(404);
    assertThat(app.browser().get(second).statusCode()).isEqualTo(200);
  }

  @Test
  void takesALinkNoLongerAfterTwoDays() {
    String email = People.email();
    signUp(app.browser(), email);
    String link = app.outbox().links(email).getFirst();

    app.clock().advance(Duration.ofHours(47));
    assertThat(app.browser().get(link).statusCode()).isEqualTo(200);
    app.clock().advance(Duration.ofHours(2));
    assertThat(app.browser().get(link).statusCode()).isEqualTo(404);
  }

  @Test
  void confirmsByAButtonAloneForWhoIsSignedIn() {
    String email = People.email();
    HttpBrowser browser = app.browser();
    signUp(browser, email);
    People.signIn(browser, email, People.PASSWORD);
    String link = app.outbox().links(email).getFirst();
    assertThat(browser.get(link).body()).doesNotContain("type=\"password\"");

    browser.post(link, Map.of());

    assertThat(isConfirmed(email)).isTrue();
  }

  @Test
  void showsWhatIsWrongAndKeepsTheRestButThePassword() {
    HttpResponse<String> answer =
        app.browser()
            .post(
                "/sign-up",
                Map.of("name", "Ada <b>", "email", "nonsense", "password", "password123"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Ada &lt;b>")
        .contains("This is not an e-mail address")
        .contains("This password is among the first that are tried")
        .doesNotContain("password123");
  }

  @Test
  void stopsAnAddressThatMakesMoreAndMore() {
    app.clock().advance(Duration.ofHours(3));
    List<Integer> statuses =
        java.util.stream.IntStream.range(0, 22)
            .mapToObj(_ -> signUp(app.browser(), People.email()).statusCode())
            .toList();

    assertThat(statuses).startsWith(303).endsWith(429);
    app.clock().advance(Duration.ofHours(3));
  }

  private static HttpResponse<String> signUp(HttpBrowser browser, String email) {
    browser.get("/sign-up");
    return browser.post(
        "/sign-up", Map.of("name", "Ada", "email", email, "password", People.PASSWORD));
  }

  private static boolean isConfirmed(String email) {
    return app.database()
        .read(handle -> AccountRepository.findByEmail(handle, email))
        .orElseThrow()
        .emailConfirmed();
  }
}
