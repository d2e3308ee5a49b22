package live.vitrine.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.OrderFixtures;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys: made on a page, good for what they are made for, gone when revoked. */
final class KeyIT {
  private static RunningWebApp app;
  private static ApiClient api;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    api = new ApiClient(app);
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    api.close();
    app.close();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void makesAKeyThatIsShownOnceAndWorksUntilItIsRevoked() {
    long owner = fixtures.account(Role.HOST);
    fixtures.shop(owner);
    HttpBrowser browser = app.browser().withSession(fixtures.session(owner));
    browser.get("/host/api-keys");

    HttpResponse<String> made =
        browser.post("/host/api-keys", Map.of("name", "Till <b>", "orders-read", "true"));
    String secret = found("(vk_[A-Za-z0-9_-]{43})", made.body());
    String list = browser.get("/host/api-keys").body();

    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(list)
        .doesNotContain(secret, "<b>")
        .contains(secret.substring(0, 11), "Till &lt;b&gt;");
    assertThat(api.get("/host/orders", secret).status()).isEqualTo(200);
    assertThat(browser.get("/host/api-keys").body()).doesNotContain("never");

    browser.post(found("action=\"(/host/api-keys/[0-9]+/revoke)\"", list), Map.of());

    assertThat(api.get("/host/orders", secret).status()).isEqualTo(401);
  }

  @Test
  void refusesAKeyWithoutScopeAndTheTwentyFirst() {
    long owner = fixtures.account(Role.HOST);
    long shop = fixtures.shop(owner);
    HttpBrowser browser = app.browser().withSession(fixtures.session(owner));
    browser.get("/host/api-keys");

    assertThat(browser.post("/host/api-keys", Map.of("name", "x")).statusCode()).isEqualTo(422);
    assertThat(browser.post("/host/api-keys", Map.of("orders-read", "true")).statusCode())
        .isEqualTo(422);
    for (int i = 0; i < ApiKeys.MOST; i++) {
      ApiFixtures.key(app.database(), shop, "orders:read");
    }
    HttpResponse<String> full =
        browser.post("/host/api-keys", Map.of("name", "x", "orders-read", "true"));

    assertThat(full.statusCode()).isEqualTo(422);
    assertThat(full.body()).contains("At most 20 keys");
  }

  @ParameterizedTest
  @CsvSource({
    "catalogue:write, 403, 403",
    "orders:read, 200, 403",
    "orders:write, 403, 200",
    "orders:read orders:write, 200, 200"
  })
  void isGoodForItsScopesOnly(String scopes, int reading, int shipping) {
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    long variant = fixtures.variant(shop, fixtures.product(shop, "Mug"), 1000, 9);
    String code =
        new OrderFixtures(app.database()).paid(shop, fixtures.account(Role.SHOPPER), variant);
    String key = ApiFixtures.key(app.database(), shop, scopes);

    assertThat(api.get("/host/orders/" + code, key).status()).isEqualTo(reading);
    assertThat(
            api.send(
                    "PUT",
                    "/host/orders/" + code + "/shipment",
                    key,
                    "{\"carrier\":\"DHL\",\"trackingNumber\":\"1\"}")
                .status())
        .isEqualTo(shipping);
  }

  @Test
  void failsWhereItsOwnerIsSuspended() {
    long owner = fixtures.account(Role.HOST);
    String key = ApiFixtures.key(app.database(), fixtures.shop(owner), "orders:read");
    app.database()
        .change(handle ->
            handle.execute("UPDATE account SET suspended_at = created_at WHERE id = ?", owner));

    assertThat(api.get("/host/orders", key).status()).isEqualTo(401);
  }

  @Test
  void storesNoSecret() {
    String secret =
        ApiFixtures.key(app.database(), fixtures.shop(fixtures.account(Role.HOST)), "orders:read");

    assertThat(secret).startsWith("vk_").hasSize(46);
    assertThat(api.get("/host/orders", secret.substring(0, 45) + "!").status()).isEqualTo(401);
    assertThat(api.get("/host/orders", secret.substring(3)).status()).isEqualTo(401);
  }

  @Test
  void showsTheContractAsAPageAndAsAFile() {
    HttpResponse<String> page = app.browser().get("/api");
    HttpResponse<String> file = app.browser().get("/api/openapi.yaml");

    assertThat(page.statusCode()).isEqualTo(200);
    api.contract()
        .operations()
        .operations()
        .forEach(operation ->
            assertThat(page.body()).contains("id=\"" + operation.getOperationId() + "\""));
    assertThat(page.body()).contains("curl", "orders:write");
    assertThat(file.body()).startsWith("openapi: 3.1.0");
  }
}
