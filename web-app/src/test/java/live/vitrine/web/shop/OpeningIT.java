package live.vitrine.web.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpeningIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void asksGuestsToSignIn() {
    HttpResponse<String> response = app.browser().get("/host/open");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
  }

  @Test
  void opensAShopAndMakesItsOwnerAHost() {
    long account = fixtures.account(Role.SHOPPER);
    HttpBrowser browser = browser(account);
    browser.get("/host/open");

    HttpResponse<String> response = browser.post("/host/open", fields("Ada's Lamps", ""));

    assertThat(response.headers().firstValue("Location")).contains("/host/shop");
    assertThat(browser.follow(response).body())
        .contains("Your shop is open.", "/shops/ada-s-lamps");
    Shop shop = shop(account);
    assertThat(shop.status()).isEqualTo(Shop.Status.OPEN);
    assertThat(shop.streamId()).matches("ada-s-lamps-[a-z0-9]{8}");
    assertThat(role(account)).isEqualTo(Role.HOST);
    assertThat(audit("shop ada-s-lamps")).containsExactly("shop.opened");
  }

  @Test
  void leavesAnAdministratorAnAdministrator() {
    long account = fixtures.account(Role.ADMINISTRATOR);
    HttpBrowser browser = browser(account);
    browser.get("/host/open");

    browser.post("/host/open", fields("Of an administrator", ""));

    assertThat(role(account)).isEqualTo(Role.ADMINISTRATOR);
  }

  @Test
  void refusesAnAddressThatIsNotConfirmed() {
    long account = fixtures.account(Role.SHOPPER);
    app.database()
        .change(handle ->
            handle.execute("UPDATE account SET email_confirmed_at = NULL WHERE id = ?", account));
    HttpBrowser browser = browser(account);

    assertThat(browser.get("/host/open").body()).contains("confirm your e-mail address first");
    browser.get("/nothing");
    HttpResponse<String> response =
        browser.post("/host/open", with(fields("Too early", ""), "csrf", csrf(account)));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(exists(account)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "name, '', Please fill this in.",
    "name, x, At least 2 characters",
    "handle, ab, 3 to 40 letters",
    "handle, Über, 3 to 40 letters",
    "handle, admin, kept for the site itself",
    "category, nonsense, choose one of those",
    "currency, XAU, choose one of those",
    "currency, '', choose one of those",
    "terms, false, Please agree"
  })
  void saysWhichFieldIsWrongAndKeepsTheRest(String field, String value, String message) {
    long account = fixtures.account(Role.SHOPPER);
    HttpBrowser browser = browser(account);
    browser.get("/host/open");

    HttpResponse<String> response =
        browser.post("/host/open", with(fields("Kept \"name\"", "kept-handle"), field, value));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(message, "id=\"" + field + "-error\"");
    assertThat(response.body())
        .contains(field.equals("handle") ? "Kept &#34;name&#34;" : "kept-handle");
    assertThat(exists(account)).isFalse();
  }

  @Test
  void offersAnotherHandleWhereOneIsTaken() {
    HttpBrowser first = browser(fixtures.account(Role.SHOPPER));
    first.get("/host/open");
    first.post("/host/open", fields("Taken name", ""));
    HttpBrowser second = browser(fixtures.account(Role.SHOPPER));
    second.get("/host/open");

    HttpResponse<String> response = second.post("/host/open", fields("Taken name", ""));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("taken-name-2 may be free");
    assertThat(second.get("/host/open/handle?name=Taken+name").body()).contains("taken-name-2");
  }

  @Test
  void opensOneShopHoweverOftenTheFormIsSent() throws Exception {
    long account = fixtures.account(Role.SHOPPER);
    HttpBrowser browser = browser(account);
    browser.get("/host/open");
    Callable<Integer> send =
        () -> browser.post("/host/open", fields("Double click", "")).statusCode();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : threads.invokeAll(List.of(send, send, send, send))) {
        assertThat(status.get()).isEqualTo(303);
      }
    }

    assertThat(audit("shop double-click")).containsExactly("shop.opened");
  }

  @Test
  void waitsForApprovalWhereThatIsAskedFor() {
    try (RunningWebApp careful =
        RunningWebApp.openWith(Map.of("VITRINE_SHOP_OPENING", "approval"))) {
      Fixtures there = new Fixtures(careful.database());
      long account = there.account(Role.SHOPPER);
      HttpBrowser browser = careful.browser().withSession(there.session(account));
      browser.get("/host/open");

      HttpResponse<String> page = browser.follow(browser.post("/host/open", fields("Patient", "")));

      assertThat(page.body()).contains("Waits for approval");
      assertThat(browser.get("/host/stream").body()).contains("Once the shop is open");
      Shop shop =
          careful
              .database()
              .read(handle -> ShopRepository.findByOwner(handle, account))
              .orElseThrow();
      assertThat(shop.status()).isEqualTo(Shop.Status.PENDING);
    }
  }

  @Test
  void speaksGerman() {
    HttpBrowser browser = browser(fixtures.account(Role.SHOPPER));

    HttpResponse<String> page =
        browser.send(
            java.net.http.HttpRequest.newBuilder(app.url().resolve("/host/open"))
                .header("Accept-Language", "de"));

    assertThat(page.body()).contains("Shop eröffnen", "lang=\"de\"");
  }

  private static HttpBrowser browser(long account) {
    return app.browser().withSession(fixtures.session(account));
  }

  private static Map<String, String> fields(String name, String shopHandle) {
    return Map.of(
        "name", name, "handle", shopHandle, "category", "home", "currency", "EUR", "terms", "true");
  }

  private static Map<String, String> with(Map<String, String> fields, String field, String value) {
    Map<String, String> all = new HashMap<>(fields);
    all.put(field, value);
    return all;
  }

  private static Shop shop(long account) {
    return app.database().read(handle -> ShopRepository.findByOwner(handle, account)).orElseThrow();
  }

  private static boolean exists(long account) {
    return app.database().read(handle -> ShopRepository.findByOwner(handle, account)).isPresent();
  }

  private static Role role(long account) {
    return Role.ofStored(
        app.database()
            .read(handle ->
                handle
                    .select("SELECT role FROM account WHERE id = ?", account)
                    .mapTo(String.class)
                    .one()));
  }

  private static String csrf(long account) {
    return app.database()
        .read(handle ->
            handle
                .select(
                    "SELECT csrf_token FROM session WHERE account_id = ? ORDER BY created_at DESC"
                        + " LIMIT 1",
                    account)
                .mapTo(String.class)
                .one());
  }

  private static List<String> audit(String subject) {
    return app.database()
        .read(handle ->
            handle
                .select("SELECT action FROM audit_entry WHERE subject = ? ORDER BY id", subject)
                .mapTo(String.class)
                .list());
  }
}
