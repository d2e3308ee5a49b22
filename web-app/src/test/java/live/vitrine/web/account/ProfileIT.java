package live.vitrine.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.Sessions;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profile, language, export and deletion. */
final class ProfileIT {
  private static final Map<String, String> PASSWORD = Map.of("password", People.PASSWORD);

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
  void changesNameAndLanguage() {
    HttpBrowser browser = people.signedIn(people.shopper());
    assertThat(browser.post("/account", Map.of("name", " ", "language", "de")).statusCode())
        .isEqualTo(422);

    browser.post("/account", Map.of("name", "Ada <3", "language", "de"));

    assertThat(browser.get("/account").body()).contains("Ihr Konto").contains("Ada &lt;3");
  }

  @Test
  void answersAGuestInTheLanguageTheyChoseAndGoesBack() {
    HttpBrowser browser = app.browser();
    HttpResponse<String> answer =
        browser.post("/language", Map.of("language", "de", "to", "/sign-up?a=b"));

    assertThat(People.location(answer)).isEqualTo("/sign-up?a=b");
    assertThat(browser.get("/sign-in").body()).contains("Anmelden").contains("lang=\"de\"");
    assertThat(
            People.location(
                browser.post("/language", Map.of("language", "de", "to", "//example.org"))))
        .isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account",
        "/account/password",
        "/account/email",
        "/account/sessions",
        "/account/second-factor",
        "/account/delete"
      })
  void hasEachPageInBothLanguagesForWhoIsSignedInOnly(String path) {
    HttpBrowser browser = people.signedIn(people.withPassword(Role.ADMINISTRATOR));
    assertThat(browser.get(path).statusCode()).isEqualTo(200);
    browser.post("/language", Map.of("language", "de"));
    assertThat(browser.get(path).body()).contains("lang=\"de\"");

    HttpResponse<String> stranger = app.browser().get(path);
    assertThat(stranger.statusCode()).isEqualTo(303);
    assertThat(People.location(stranger)).startsWith("/sign-in?to=%2Faccount");
  }

  @Test
  void exportsAllThereIsButNoSecrets() {
    String email = people.shopper();
    HttpBrowser browser = people.signedIn(email);
    Fixtures fixtures = new Fixtures(app.database());
    long shop = fixtures.shop(people.id(email));
    fixtures.variant(shop, fixtures.product(shop, "A lamp"), 1999, 3);

    HttpResponse<String> answer = browser.get("/account/export.json");
    JsonObject all = new JsonObject(answer.body());

    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"account.json\"");
    assertThat(all.getJsonArray("account").getJsonObject(0).getString("email")).isEqualTo(email);
    assertThat(all.getJsonArray("sessions")).hasSize(1);
    assertThat(all.getJsonArray("products").getJsonObject(0).getString("name")).isEqualTo("A lamp");
    assertThat(answer.body()).doesNotContain("argon2", "token_hash", "csrf", "totp_secret");
  }

  @Test
  void deletesWhatIsKnownAboutThePerson() {
    String email = people.shopper();
    long id = people.id(email);
    HttpBrowser browser = people.signedIn(email);
    long shop = new Fixtures(app.database()).shop(id);
    assertThat(browser.post("/account/delete", Map.of("password", "wrong")).statusCode())
        .isEqualTo(422);

    assertThat(browser.post("/account/delete", PASSWORD).statusCode()).isEqualTo(303);

    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(People.signIn(app.browser(), email, People.PASSWORD).statusCode()).isEqualTo(422);
    Map<String, Object> row =
        app.database()
            .read(handle ->
                handle.createQuery("SELECT * FROM account WHERE id = " + id).mapToMap().one());
    assertThat(row.get("display_name")).isEqualTo("Deleted");
    assertThat(row.get("email")).isNull();
    assertThat(row.get("password_hash")).isNull();
    assertThat(text("SELECT status FROM shop WHERE id = " + shop)).isEqualTo("closed");
    assertThat(app.outbox().await(email, 1).subject()).isEqualTo("Your account was deleted");
  }

  @Test
  void refusesToDeleteAHostWithOrdersToShip() {
    String email = people.shopper();
    long shop = new Fixtures(app.database()).shop(people.id(email));
    order(shop, people.id(people.shopper()));
    HttpBrowser browser = people.signedIn(email);

    HttpResponse<String> refused = browser.post("/account/delete", PASSWORD);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("One order of your shop is paid but not shipped");

    app.database()
        .change(handle -> handle.execute("UPDATE shop_order SET shipped_at = created_at"));
    assertThat(browser.post("/account/delete", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void keepsTheLastAdministrator() {
    try (RunningWebApp other = RunningWebApp.open()) {
      People there = new People(other);
      String first = there.withPassword(Role.ADMINISTRATOR);
      HttpResponse<String> refused = there.signedIn(first).post("/account/delete", PASSWORD);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("You are the last administrator");

      there.withPassword(Role.ADMINISTRATOR);
      assertThat(there.signedIn(first).post("/account/delete", PASSWORD).statusCode())
          .isEqualTo(303);
    }
  }

  @Test
  void removesWhatStrangersLeaveBehind() {
    String unconfirmed = People.email();
    app.database()
        .change(handle ->
            AccountRepository.insert(
                handle, unconfirmed, null, "", "N", Role.SHOPPER, "en", app.clock().instant()));
    Sessions sessions =
        new Sessions(
            app.database(),
            new live.vitrine.web.config.Settings.SessionTimes(
                Duration.ofDays(7), Duration.ofDays(30)),
            app.clock());
    AccountCleaning cleaning = new AccountCleaning(app.database(), sessions, app.clock());
    cleaning.clean();
    assertThat(text("SELECT COUNT(*) FROM account WHERE email = '" + unconfirmed + "'"))
        .isEqualTo("1");

    app.clock().advance(Duration.ofDays(31));
    cleaning.clean();

    assertThat(text("SELECT COUNT(*) FROM account WHERE email = '" + unconfirmed + "'"))
        .isEqualTo("0");
    assertThat(text("SELECT COUNT(*) FROM session")).isEqualTo("0");
  }

  private static String text(String sql) {
    List<String> found =
        app.database().read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    return found.getFirst();
  }

  private static void order(long shop, long account) {
    app.database()
        .change(handle ->
            handle.execute(
                """
                INSERT INTO shop_order (code, shop_id, account_id, status, holds_stock, hold_until,
                  currency, subtotal, shipping, tax, tax_basis_points, tax_included, total, email,
                  recipient, street, postal_code, city, country, language, created_at, paid_at)
                VALUES ('ABCDEFGHJKLM', ?, ?, 'paid', TRUE, ?, 'EUR', 100, 0, 0, 0, TRUE, 100,
                  'a@example.org', 'A', 'B', 'C', 'D', 'DE', 'en', ?, ?)
                """,
                shop,
                account,
                app.clock().instant(),
                app.clock().instant(),
                app.clock().instant()));
  }
}
