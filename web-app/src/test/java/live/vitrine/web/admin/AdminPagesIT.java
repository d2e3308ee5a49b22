package live.vitrine.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.MediaServerStandIn;
import live.vitrine.web.testing.MediaServerStandIn.Mood;
import live.vitrine.web.testing.OutboxFolder;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminPagesIT {
  private static final MediaServerStandIn MEDIA = MediaServerStandIn.open();
  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static long administrator;
  private static HttpBrowser admin;

  @BeforeAll
  static void open() {
    app =
        RunningWebApp.openWith(
            Map.of(
                "VITRINE_MEDIA_ADMIN_URL", MEDIA.url().toString(), "VITRINE_MAIL_FROM", "a@b.cd"));
    fixtures = new Fixtures(app.database());
    administrator = fixtures.account(Role.ADMINISTRATOR);
    admin = app.browser().withSession(fixtures.session(administrator));
  }

  @AfterAll
  static void close() {
    app.close();
    MEDIA.close();
  }

  @AfterEach
  void calmDown() {
    MEDIA.setMood(Mood.WELL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/approvals",
        "/admin/shops",
        "/admin/shops/SHOP",
        "/admin/users",
        "/admin/users/USER",
        "/admin/orders",
        "/admin/orders/CODE",
        "/admin/audit",
        "/admin/settings"
      })
  void showsPagesToAdministratorsOnly(String path) {
    long host = fixtures.account(Role.HOST);
    long shop = fixtures.shop(host);
    String address =
        path.replace("SHOP", String.valueOf(shop))
            .replace("USER", String.valueOf(host))
            .replace("CODE", order(shop, host, "paid", null));

    assertThat(admin.get(address).statusCode()).isEqualTo(200);
    assertThat(admin.get(address).body()).contains("aria-current").doesNotContain("style=");
    assertThat(app.browser().get(address).headers().firstValue("Location").orElseThrow())
        .startsWith("/sign-in");
    assertThat(browser(fixtures.account(Role.SHOPPER)).get(address).statusCode()).isEqualTo(404);
    assertThat(browser(host).get(address).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/users/USER/promote", "/admin/users/USER/demote", "/admin/users/USER/suspend",
        "/admin/users/USER/unsuspend", "/admin/shops/SHOP/approve", "/admin/shops/SHOP/refuse",
        "/admin/shops/SHOP/suspend", "/admin/shops/SHOP/unsuspend"
      })
  void takesDecisionsOfAdministratorsOnly(String path) {
    long host = fixtures.account(Role.HOST);
    long shop = fixtures.shop(host);
    String address =
        path.replace("SHOP", String.valueOf(shop)).replace("USER", String.valueOf(host));
    long other = fixtures.account(Role.HOST);
    fixtures.shop(other);

    for (long account : List.of(fixtures.account(Role.SHOPPER), host, other)) {
      HttpBrowser browser = browser(account);
      browser.get("/cart");
      assertThat(browser.post(address, Map.of("reason", "Because")).statusCode()).isEqualTo(404);
    }
    HttpResponse<String> forged =
        browser(administrator).post(address, Map.of("csrf", "x", "reason", "Because"));

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(text("SELECT status FROM shop WHERE id = ?", shop)).isEqualTo("open");
    assertThat(text("SELECT role FROM account WHERE id = ?", host)).isEqualTo("host");
    assertThat(text("SELECT COUNT(*) FROM account WHERE suspended_at IS NOT NULL AND id = ?", host))
        .isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/users/999999",
        "/admin/users/x",
        "/admin/users/0",
        "/admin/shops/999999",
        "/admin/orders/nothing",
        "/admin/users/99999999999999999999"
      })
  void saysThatThereIsNoSuchThing(String path) {
    assertThat(admin.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void showsHealthAndWhatToDo() {
    assertThat(admin.get("/admin").body())
        .contains("Database", "answered in", "Version 0.1.0", "MiB free");

    MEDIA.setMood(Mood.SILENT);

    assertThat(admin.get("/admin").body())
        .contains("Does not work", "No answer within 2 seconds", "answered in");
  }

  @Test
  void findsUsers() {
    long account = fixtures.account(Role.SHOPPER);
    String email = text("SELECT email FROM account WHERE id = ?", account);

    assertThat(admin.get("/admin/users?q=" + email.toUpperCase(java.util.Locale.ROOT)).body())
        .contains(email);
    assertThat(admin.get("/admin/users?q=%25%25nobody").body()).contains("Nothing was found");
    assertThat(admin.get("/admin/users?q=" + "x".repeat(1_000)).statusCode()).isEqualTo(200);
    assertThat(admin.get("/admin/users?q=%22%3E%3Cscript%3E").body())
        .contains("&#34;", "Nothing was found")
        .doesNotContain("\"><script>");
  }

  @Test
  void showsListsInPages() {
    for (int i = 0; i < Listing.LENGTH + 1; i++) {
      fixtures.account(Role.SHOPPER);
    }

    assertThat(admin.get("/admin/users").body()).contains("rel=\"next\"");
    assertThat(admin.get("/admin/users?page=2").body()).contains("rel=\"prev\"");
    assertThat(admin.get("/admin/users?page=99999").body()).contains("Nothing was found");
    assertThat(admin.get("/admin/users?page=-1").statusCode()).isEqualTo(200);
  }

  @Test
  void signsOutWhoeverIsSuspended() {
    long account = fixtures.account(Role.SHOPPER);
    HttpBrowser browser = browser(account);
    assertThat(browser.get("/host/open").statusCode()).isEqualTo(200);

    HttpResponse<String> page = decide("/admin/users/" + account, "/suspend", Map.of());

    assertThat(page.body()).contains("signed out everywhere", "End the suspension");
    assertThat(browser.get("/host/open").statusCode()).isEqualTo(303);
    assertThat(text("SELECT COUNT(*) FROM session WHERE account_id = ?", account)).isEqualTo("0");
    assertThat(audit("account " + account)).containsExactly("account.suspended");

    decide("/admin/users/" + account, "/unsuspend", Map.of());
    assertThat(browser(account).get("/host/open").statusCode()).isEqualTo(200);
  }

  @Test
  void changesRoles() {
    long host = fixtures.account(Role.HOST);
    fixtures.shop(host);
    long shopper = fixtures.account(Role.SHOPPER);

    for (long account : List.of(host, shopper)) {
      decide("/admin/users/" + account, "/promote", Map.of());
      assertThat(browser(account).get("/admin").statusCode()).isEqualTo(200);
      decide("/admin/users/" + account, "/demote", Map.of());
      assertThat(browser(account).get("/admin").statusCode()).isEqualTo(404);
    }

    assertThat(text("SELECT role FROM account WHERE id = ?", host)).isEqualTo("host");
    assertThat(text("SELECT role FROM account WHERE id = ?", shopper)).isEqualTo("shopper");
    assertThat(audit("account " + host)).containsExactly("account.role", "account.role");
  }

  @Test
  void keepsAdministratorsFromShuttingThemselvesOut() {
    assertThat(decide("/admin/users/" + administrator, "/suspend", Map.of()).body())
        .contains("you cannot suspend yourself");
    assertThat(decide("/admin/users/" + administrator, "/demote", Map.of()).body())
        .contains("somebody has to be administrator");
  }

  @Test
  void approvesShopsAndTellsTheirOwners() {
    long account = fixtures.account(Role.SHOPPER);
    long shop = fixtures.shop(account);
    setStatus(shop, "pending");
    assertThat(admin.get("/admin/approvals").body()).contains("/admin/shops/" + shop + "\"");

    HttpResponse<String> page = decide("/admin/shops/" + shop, "/approve", Map.of());

    assertThat(page.body()).contains("The shop is open").doesNotContain("/admin/shops/" + shop);
    assertThat(text("SELECT role FROM account WHERE id = ?", account)).isEqualTo("host");
    assertThat(mail(account)).contains("was approved", "/host/shop");
    assertThat(decide("/admin/shops/" + shop, "/approve", Map.of()).body())
        .contains("Nothing was changed");
  }

  @Test
  void refusesShopsWithAReason() {
    long account = fixtures.account(Role.SHOPPER);
    long shop = fixtures.shop(account);
    setStatus(shop, "pending");
    admin.get("/admin/shops/" + shop);
    HttpResponse<String> response = admin.post("/admin/shops/" + shop + "/refuse", Map.of());
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("id=\"reason-error\"");

    decide("/admin/shops/" + shop, "/refuse", Map.of("reason", "No <b>address</b> is given."));

    assertThat(text("SELECT status FROM shop WHERE id = ?", shop)).isEqualTo("refused");
    assertThat(mail(account)).contains("No <b>address</b> is given.");
    assertThat(letter(account).html()).contains("No &lt;b&gt;address");
    assertThat(browser(account).get("/host/shop").body()).contains("&lt;b&gt;address");
  }

  @Test
  void endsTheShowOfASuspendedShop() {
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    String streamId = text("SELECT stream_id FROM shop WHERE id = ?", shop);
    MEDIA.goLive(streamId);

    decide("/admin/shops/" + shop, "/suspend", Map.of("reason", "Rules"));

    assertThat(MEDIA.isLive(streamId)).isFalse();
    assertThat(text("SELECT key_generation FROM shop WHERE id = ?", shop)).isEqualTo("1");
    decide("/admin/shops/" + shop, "/unsuspend", Map.of());
    assertThat(text("SELECT status FROM shop WHERE id = ?", shop)).isEqualTo("open");
  }

  @Test
  void saysThatAShowMayGoOnWhereTheMediaServerIsAway() {
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    MEDIA.setMood(Mood.FAILING);

    assertThat(decide("/admin/shops/" + shop, "/suspend", Map.of("reason", "Rules")).body())
        .contains("the media-server is away");
    assertThat(text("SELECT status FROM shop WHERE id = ?", shop)).isEqualTo("suspended");
  }

  @Test
  void filtersShops() {
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    setStatus(shop, "closed");

    assertThat(admin.get("/admin/shops?status=closed").body()).contains("/admin/shops/" + shop);
    assertThat(admin.get("/admin/shops?status=refused").body())
        .doesNotContain("/admin/shops/" + shop + "\"");
    assertThat(admin.get("/admin/shops?status=nonsense").statusCode()).isEqualTo(200);
  }

  @Test
  void showsOrdersThatNeedALookFirst() {
    long host = fixtures.account(Role.HOST);
    long shop = fixtures.shop(host);
    String flagged = order(shop, host, "paid", "paid-late");
    String later = order(shop, host, "pending", null);

    String page = admin.get("/admin/orders").body();

    assertThat(page.indexOf(flagged)).isPositive().isLessThan(page.indexOf(later));
    assertThat(admin.get("/admin/orders?q=" + later).body()).doesNotContain(flagged);
    assertThat(admin.get("/admin/orders?q=buyer-" + flagged).body()).contains(flagged);
    assertThat(admin.get("/admin/orders/" + flagged).body())
        .contains("Paid too late", "€14.90", "Street 1");
  }

  @Test
  void filtersTheAuditLog() {
    long account = fixtures.account(Role.SHOPPER);
    decide("/admin/users/" + account, "/suspend", Map.of());

    assertThat(admin.get("/admin/audit?action=account.susp&subject=account+" + account).body())
        .contains("account " + account);
    assertThat(admin.get("/admin/audit?who=nobody@").body()).contains("Nothing was found");
  }

  @Test
  void showsSettingsWithTheirOrigin() {
    assertThat(admin.get("/admin/settings").body())
        .contains("VITRINE_MAIL_FROM", "a@b.cd", "media.admin-url");
  }

  @ParameterizedTest
  @CsvSource({"/healthz, ok", "/readyz, ready", "/metrics, hikaricp_connections_active"})
  void answersProbes(String path, String words) {
    HttpResponse<String> response = app.browser().get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(words);
  }

  @Test
  void countsRequestsByRouteAndNothingThatStrangersMakeUp() {
    app.browser().get("/metrics");
    app.browser().get("/nothing-like-this");

    assertThat(app.browser().get("/metrics").body())
        .contains("vertx_http_server", "jvm_memory_used_bytes", "/metrics")
        .doesNotContain("nothing-like-this");
  }

  @ParameterizedTest
  @CsvSource({"X-Forwarded-For, 127.0.0.1", "Forwarded, for=127.0.0.1"})
  void keepsMetricsFromWhoeverComesThroughAProxy(String header, String value) {
    HttpResponse<String> response =
        app.browser()
            .send(HttpRequest.newBuilder(app.url().resolve("/metrics")).header(header, value));

    assertThat(response.statusCode()).isEqualTo(404);
  }

  private static HttpBrowser browser(long account) {
    return app.browser().withSession(fixtures.session(account));
  }

  private static HttpResponse<String> decide(
      String page, String action, Map<String, String> fields) {
    admin.get(page);
    return admin.follow(admin.post(page + action, fields));
  }

  private static void setStatus(long shop, String status) {
    app.database()
        .change(handle -> handle.execute("UPDATE shop SET status = ? WHERE id = ?", status, shop));
  }

  private static String order(
      long shop, long account, String status, @org.jspecify.annotations.Nullable String flag) {
    return app.database()
        .transaction(handle -> {
          int number =
              handle.select("SELECT COUNT(*) FROM shop_order").mapTo(Integer.class).one() + 1;
          String code = "ORDER" + number;
          handle.execute(
              """
              INSERT INTO shop_order (code, shop_id, account_id, status, holds_stock, hold_until,
                currency, subtotal, shipping, tax, tax_basis_points, tax_included, total, email,
                recipient, street, postal_code, city, country, language, created_at, flag)
              VALUES (?, ?, ?, ?, TRUE, ?, 'EUR', 1000, 490, 160, 1900, TRUE, 1490, ?,
                'Ada', 'Street 1', '12345', 'Town', 'DE', 'en', ?, ?)
              """,
              code,
              shop,
              account,
              status,
              Instant.now(),
              "buyer-" + code + "@example.org",
              Instant.now(),
              flag);
          return code;
        });
  }

  private static String text(String sql, long id) {
    return app.database().read(handle -> handle.select(sql, id).mapTo(String.class).one());
  }

  private static String mail(long account) {
    return letter(account).text();
  }

  /** The first mail to an account; what was sent is kept nowhere else. */
  private static OutboxFolder.Received letter(long account) {
    return app.outbox().await(text("SELECT email FROM account WHERE id = ?", account), 1);
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
