package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SecondFactorIT {
  private static final Duration STEP = Duration.ofSeconds(30);

  private static RunningWebApp app;
  private static People people;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    people = new People(app);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void asksForACodeThatWorksOnce() {
    String email = people.shopper();
    enable(email);
    app.clock().advance(STEP);
    HttpBrowser browser = app.browser();
    String token = passwordStep(browser, email);
    assertThat(browser.get("/account").statusCode()).as("not signed in yet").isEqualTo(303);

    assertThat(codeStep(browser, token, "000000").statusCode()).isEqualTo(422);
    String code = code(email);
    HttpResponse<String> done = codeStep(browser, token, code);
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);

    HttpBrowser again = app.browser();
    assertThat(codeStep(again, passwordStep(again, email), code).statusCode())
        .as("the code was used")
        .isEqualTo(422);
    assertThat(codeStep(again, token, code(email)).body()).contains("That took too long");
  }

  @Test
  void takesEachRecoveryCodeOnce() {
    String email = people.shopper();
    List<String> codes = enable(email);
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();

    HttpBrowser browser = app.browser();
    String typed = codes.getFirst().toUpperCase(java.util.Locale.ROOT).replace("-", " ");
    assertThat(codeStep(browser, passwordStep(browser, email), typed).statusCode()).isEqualTo(303);
    HttpBrowser again = app.browser();
    assertThat(codeStep(again, passwordStep(again, email), codes.getFirst()).statusCode())
        .isEqualTo(422);
    assertThat(browser.get("/account/second-factor").body()).contains("9 recovery codes");
  }

  @Test
  void limitsHowManyCodesAreTried() {
    String email = people.shopper();
    enable(email);
    HttpBrowser browser = app.browser();
    String token = passwordStep(browser, email);
    HttpResponse<String> last = codeStep(browser, token, "000000");
    for (int i = 0; i < 12 && last.statusCode() != 429; i++) {
      last = codeStep(browser, token, "00000" + i % 10);
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void isTurnedOffByPasswordAndCode() {
    String email = people.shopper();
    enable(email);
    app.clock().advance(STEP);
    HttpBrowser browser = app.browser();
    codeStep(browser, passwordStep(browser, email), code(email));
    browser.get("/account/second-factor");
    app.clock().advance(STEP);

    String off = "/account/second-factor/disable";
    assertThat(browser.post(off, Map.of("password", "wrong", "code", code(email))).statusCode())
        .isEqualTo(422);
    assertThat(
            browser.post(off, Map.of("password", People.PASSWORD, "code", "000000")).statusCode())
        .isEqualTo(422);
    assertThat(
            browser
                .post(off, Map.of("password", People.PASSWORD, "code", code(email)))
                .statusCode())
        .isEqualTo(303);
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void isStillAskedForAfterThePasswordWasReset() {
    String email = people.shopper();
    enable(email);
    HttpBrowser browser = app.browser();
    browser.get("/account/forgotten");
    browser.post("/account/forgotten", Map.of("email", email));
    app.outbox().await(email, 2);
    String link =
        app.outbox().links(email).stream()
            .filter(path -> path.startsWith("/account/reset/"))
            .findFirst()
            .orElseThrow();
    browser.post(link, Map.of("password", "eight boats in a bay"));

    HttpResponse<String> answer = People.signIn(browser, email, "eight boats in a bay");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("One more step");
  }

  @Test
  void isSuggestedToHostsAndAdministratorsOnly() {
    String words = "please protect your account";

    assertThat(people.signedIn(people.withPassword(Role.HOST)).get("/account").body())
        .contains(words);
    assertThat(people.signedIn(people.shopper()).get("/account").body()).doesNotContain(words);
  }

  /** Turns it on, and answers the recovery codes. */
  private static List<String> enable(String email) {
    HttpBrowser browser = people.signedIn(email);
    browser.post("/account/second-factor/prepare", Map.of("password", People.PASSWORD));
    assertThat(browser.get("/account/second-factor").body()).contains("<svg").contains("h1v1h-1z");
    HttpResponse<String> page =
        browser.post("/account/second-factor/enable", Map.of("code", code(email)));
    assertThat(page.statusCode()).isEqualTo(200);
    return Pattern.compile("<code>([a-z2-7]{4}(-[a-z2-7]{4}){3})</code>")
        .matcher(page.body())
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  private static String code(String email) {
    byte[] secret =
        app.database()
            .read(handle -> AccountRepository.findByEmail(handle, email))
            .flatMap(Account::totpSecret)
            .orElseThrow();
    return Totp.codeAt(secret, app.clock().instant());
  }

  private static String passwordStep(HttpBrowser browser, String email) {
    HttpResponse<String> page = People.signIn(browser, email, People.PASSWORD);
    return Pattern.compile("name=\"token\" value=\"([^\"]+)\"")
        .matcher(page.body())
        .results()
        .map(result -> result.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> codeStep(HttpBrowser browser, String token, String code) {
    return browser.post("/sign-in/code", Map.of("token", token, "code", code));
  }
}
