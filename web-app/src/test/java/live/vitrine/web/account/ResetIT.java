package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passwords and addresses that are changed. */
final class ResetIT {
  private static final String OTHER = "eight boats in a bay";

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
  void setsANewPasswordOnceAndEndsAllSessions() {
    String email = people.shopper();
    HttpBrowser before = people.signedIn(email);
    String link = link(email);
    HttpBrowser browser = app.browser();
    assertThat(browser.get(link).body()).contains(email);

    assertThat(browser.post(link, Map.of("password", "password1")).statusCode()).isEqualTo(422);
    HttpResponse<String> done = browser.post(link, Map.of("password", OTHER));

    assertThat(People.location(done)).isEqualTo("/sign-in");
    assertThat(browser.get("/account").statusCode()).as("nobody is signed in").isEqualTo(303);
    assertThat(before.get("/account").statusCode()).isEqualTo(303);
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).statusCode()).isEqualTo(422);
    assertThat(People.signIn(app.browser(), email, OTHER).statusCode()).isEqualTo(303);
    assertThat(browser.post(link, Map.of("password", "nine bells at sea")).statusCode())
        .as("works once")
        .isEqualTo(404);
    assertThat(app.outbox().await(email, 2).subject()).isEqualTo("Your password was changed");
  }

  @Test
  void takesALinkNoLongerAfterAnHour() {
    String email = people.shopper();
    String link = link(email);
    app.clock().advance(Duration.ofMinutes(61));

    assertThat(app.browser().post(link, Map.of("password", OTHER)).statusCode()).isEqualTo(404);
  }

  @Test
  void answersTheSameWhetherThereIsAnAccount() {
    app.clock().advance(Duration.ofHours(1));
    HttpResponse<String> known = ask(people.shopper());
    HttpResponse<String> unknown = ask("nobody@example.org");

    assertThat(known.statusCode()).isEqualTo(303).isEqualTo(unknown.statusCode());
    assertThat(People.location(known)).isEqualTo(People.location(unknown));
  }

  @Test
  void sendsThreeMailsAnHourAtMost() {
    app.clock().advance(Duration.ofHours(1));
    String email = people.shopper();
    for (int i = 0; i < 5; i++) {
      assertThat(ask(email).statusCode()).as("nobody sees the limit").isEqualTo(303);
    }

    long mails =
        app.database()
            .read(handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM mail WHERE recipient = ?")
                    .bind(0, email)
                    .mapTo(Long.class)
                    .one());
    assertThat(mails).isEqualTo(3);
  }

  @Test
  void asksForTheOldPasswordBeforeItTakesANewOne() {
    String email = people.shopper();
    HttpBrowser browser = people.signedIn(email);
    HttpBrowser other = people.signedIn(email);

    HttpResponse<String> wrong =
        browser.post("/account/password", Map.of("current", "not this one", "password", OTHER));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("This is not the password.");

    HttpResponse<String> done =
        browser.post("/account/password", Map.of("current", People.PASSWORD, "password", OTHER));
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(browser.get("/account").statusCode()).as("this session stays").isEqualTo(200);
    assertThat(other.get("/account").statusCode()).as("the others end").isEqualTo(303);
    assertThat(People.signIn(app.browser(), email, OTHER).statusCode()).isEqualTo(303);
  }

  @Test
  void changesTheAddressWhenTheNewOneIsProven() {
    String email = people.shopper();
    String wanted = People.email();
    HttpBrowser browser = people.signedIn(email);
    assertThat(
            browser
                .post("/account/email", Map.of("email", wanted, "password", "wrong one"))
                .statusCode())
        .isEqualTo(422);
    browser.post("/account/email", Map.of("email", wanted, "password", People.PASSWORD));
    String link = app.outbox().links(wanted).getFirst();
    app.browser().get(link);
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).statusCode()).isEqualTo(303);

    assertThat(app.browser().post(link, Map.of()).statusCode()).isEqualTo(303);

    assertThat(People.signIn(app.browser(), wanted, People.PASSWORD).statusCode()).isEqualTo(303);
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).statusCode()).isEqualTo(422);
    assertThat(app.outbox().await(email, 1).subject())
        .isEqualTo("The address of your account was changed");
    assertThat(app.browser().post(link, Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void doesNotTellThatAnAddressIsSomebodyElses() {
    String taken = people.shopper();
    String email = people.shopper();
    HttpResponse<String> answer =
        people
            .signedIn(email)
            .post("/account/email", Map.of("email", taken, "password", People.PASSWORD));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(app.outbox().await(taken, 1).subject()).isEqualTo("You have an account already");
  }

  private static HttpResponse<String> ask(String email) {
    HttpBrowser browser = app.browser();
    browser.get("/account/forgotten");
    return browser.post("/account/forgotten", Map.of("email", email));
  }

  private static String link(String email) {
    ask(email);
    return app.outbox().links(email).getFirst();
  }
}
