package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignInIT {
  private static RunningWebApp app;
  private static People people;

  @BeforeAll
  static void open() {
    // So that tests may come from different places.
    app = RunningWebApp.openWith(Map.of("VITRINE_WEB_TRUSTED_PROXIES", "127.0.0.1"));
    people = new People(app);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void answersTheSameForAWrongPasswordAndNoAccount() {
    HttpResponse<String> wrong = People.signIn(app.browser(), people.shopper(), "not this one");
    HttpResponse<String> none = People.signIn(app.browser(), "nobody@example.org", "not this one");

    assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(none.statusCode());
    assertThat(wrong.body()).contains("Address or password is wrong.");
    assertThat(none.body()).contains("Address or password is wrong.");
    assertThat(wrong.headers().map().keySet()).isEqualTo(none.headers().map().keySet());
  }

  @Test
  void beginsANewSessionEachTimeAndEndsTheOneBefore() {
    String email = people.shopper();
    HttpBrowser browser = people.signedIn(email);
    String first = browser.cookie("session");
    People.signIn(browser, email, People.PASSWORD);
    // Signed in already: the page leads on, and the form is sent anyway.
    browser.get("/account");
    browser.post("/sign-in", Map.of("email", email, "password", People.PASSWORD));

    assertThat(browser.cookie("session")).isNotEqualTo(first);
    assertThat(app.browser().withSession(first).get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void takesNoSessionThatSomebodyElsePlanted() {
    String planted = "A".repeat(43);
    HttpBrowser browser = app.browser().withSession(planted);
    People.signIn(browser, people.shopper(), People.PASSWORD);

    assertThat(app.browser().withSession(planted).get("/account").statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "/cart?a=b, /cart?a=b",
    "//example.org, /",
    "https://example.org/, /",
    "/\\example.org, /"
  })
  void goesBackOnlyToPlacesOfOurs(String to, String location) {
    HttpBrowser browser = app.browser();
    HttpResponse<String> answer =
        browser.post(
            "/sign-in", Map.of("email", people.shopper(), "password", People.PASSWORD, "to", to));

    assertThat(People.location(answer)).isEqualTo(location);
  }

  @Test
  void endsASessionThatIsNotUsedAndEveryOneInTheEnd() {
    HttpBrowser idle = people.signedIn(people.shopper());
    HttpBrowser busy = people.signedIn(people.shopper());
    for (int day = 0; day < 29; day++) {
      app.clock().advance(Duration.ofDays(1));
      assertThat(busy.get("/account").statusCode()).as("day " + day).isEqualTo(200);
    }
    assertThat(idle.get("/account").statusCode()).isEqualTo(303);
    app.clock().advance(Duration.ofDays(2));
    assertThat(busy.get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void signsOut() {
    HttpBrowser browser = people.signedIn(people.shopper());
    String token = browser.cookie("session");

    HttpResponse<String> answer = browser.post("/sign-out", Map.of());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(app.browser().withSession(token).get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void signsOutEverywhereAndEndsSingleSessions() {
    String email = people.shopper();
    HttpBrowser one = people.signedIn(email);
    HttpBrowser two = people.signedIn(email);
    HttpBrowser three = people.signedIn(email);
    String stranger = people.signedIn(people.shopper()).cookie("session");

    String page = one.get("/account/sessions").body();
    List<String> ends =
        java.util.regex.Pattern.compile("/account/sessions/([0-9a-f]{64})/end")
            .matcher(page)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(ends).as("all but this one").hasSize(2);
    one.post("/account/sessions/" + ends.getFirst() + "/end", Map.of());
    assertThat(List.of(two.get("/account").statusCode(), three.get("/account").statusCode()))
        .containsExactlyInAnyOrder(200, 303);

    String others =
        live.vitrine.web.session.ActiveSession.idOf(
            live.vitrine.web.session.SessionToken.of(stranger));
    assertThat(one.post("/account/sessions/" + others + "/end", Map.of()).statusCode())
        .isEqualTo(404);

    one.post("/sign-out/everywhere", Map.of());
    assertThat(two.get("/account").statusCode()).isEqualTo(303);
    assertThat(three.get("/account").statusCode()).isEqualTo(303);
    assertThat(app.browser().withSession(stranger).get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesFormsWithoutTheRightToken() {
    HttpBrowser browser = people.signedIn(people.shopper());

    assertThat(browser.post("/sign-out/everywhere", Map.of("csrf", "")).statusCode())
        .isEqualTo(403);
    assertThat(browser.post("/sign-out/everywhere", Map.of("csrf", "A".repeat(43))).statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"https://example.org", "null", "''"})
  void refusesFormsOfOtherSites(String origin) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.url().resolve("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "email=" + people.shopper() + "&password=" + People.PASSWORD));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }

    assertThat(app.browser().send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void stopsGuessingWithoutLockingTheOwnerOut() {
    String email = people.shopper();
    HttpResponse<String> last = signInFrom("192.0.2.1", email, "a first guess");
    for (int i = 0; i < 10; i++) {
      last = signInFrom("192.0.2.1", email, "guess number " + i);
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
    assertThat(signInFrom("192.0.2.1", email, People.PASSWORD).statusCode()).isEqualTo(429);
    assertThat(signInFrom("192.0.2.2", email, People.PASSWORD).statusCode()).isEqualTo(303);

    app.clock().advance(Duration.ofMinutes(5));
    assertThat(signInFrom("192.0.2.1", email, People.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void stopsAnAddressThatTriesManyAccounts() {
    HttpResponse<String> last = signInFrom("198.51.100.9", "nobody@example.org", "one for all");
    for (int i = 0; i < 101; i++) {
      last = signInFrom("198.51.100.9", "nobody" + i + "@example.org", "one for all of them");
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).contains("nobody100@example.org").contains("Please wait");
  }

  @Test
  void hashesAgainWhenParametersHaveChanged() {
    String email = people.shopper();
    String old = new Passwords(8 * 1024, 1, 1).hash(People.PASSWORD);
    app.database().change(handle -> AccountRepository.setPassword(handle, people.id(email), old));

    people.signedIn(email);

    String now =
        app.database()
            .read(handle -> AccountRepository.findByEmail(handle, email))
            .orElseThrow()
            .passwordHash();
    assertThat(now).contains("m=19456,t=2,p=1");
  }

  @Test
  void tellsWhoKnowsThePasswordThatTheAccountIsSuspended() {
    String email = people.withPassword(Role.HOST);
    HttpBrowser before = people.signedIn(email);
    app.database()
        .change(handle ->
            handle.execute("UPDATE account SET suspended_at = created_at WHERE email = ?", email));

    assertThat(before.get("/account").statusCode()).as("sessions are of no use").isEqualTo(303);
    assertThat(People.signIn(app.browser(), email, "not this one").body())
        .contains("Address or password is wrong");
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).body())
        .contains("has been suspended");
  }

  @Test
  void writesSignInsDown() {
    String email = people.shopper();
    People.signIn(app.browser(), email, "not this one");
    people.signedIn(email);

    List<String> actions =
        app.database()
            .read(handle ->
                handle
                    .createQuery("SELECT action FROM audit_entry WHERE subject = ? ORDER BY id")
                    .bind(0, "account " + people.id(email))
                    .mapTo(String.class)
                    .list());
    assertThat(actions).containsExactly("sign-in.failed", "sign-in.ok");
  }

  private static HttpResponse<String> signInFrom(String address, String email, String password) {
    return app.browser()
        .send(
            HttpRequest.newBuilder(app.url().resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", app.url().toString())
                .header("X-Forwarded-For", address)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "email=" + email + "&password=" + password.replace(' ', '+'))));
  }
}
