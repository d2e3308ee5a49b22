package live.vitrine.web.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.Multipart;
import live.vitrine.web.testing.PictureFiles;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;

  private long account;
  private long shopId;
  private HttpBrowser host;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @BeforeEach
  void becomeAHost() {
    account = fixtures.account(Role.HOST);
    shopId = fixtures.shop(account);
    host = app.browser().withSession(fixtures.session(account));
    host.get("/host/shop");
  }

  @Test
  void savesWhatWasTyped() {
    HttpResponse<String> response = host.post("/host/shop", fields());

    assertThat(host.follow(response).body())
        .contains("The shop is saved.", "value=\"Lamps &amp; Co\"", "value=\"5.25\"")
        .contains("value=\"8.25\"", "&lt;b&gt;Old&lt;/b&gt;");
    Shop shop = shop();
    assertThat(shop.name()).isEqualTo("Lamps & Co");
    assertThat(shop.shippingPrice().minor()).isEqualTo(525);
    assertThat(shop.taxBasisPoints()).isEqualTo(825);
    assertThat(shop.taxIncluded()).isFalse();
    assertThat(shop.stripeAccount()).contains("acct_1A2b3C4d5E");
    assertThat(lastAudit()).contains("shipping: 490 → 525", "tax: 1900 → 825", "acct_1A2b3C4d5E");
  }

  @ParameterizedTest
  @CsvSource({
    "name, '', Please fill this in.",
    "shipping, -1, An amount such as",
    "shipping, 1.234, At most 2 decimals",
    "shipping, 99999999999, At most",
    "tax-rate, 100.01, A rate from 0 to 100",
    "tax-rate, lots, A rate from 0 to 100",
    "tax, sometimes, choose one of those",
    "category, nonsense, choose one of those",
    "currency, XXX, choose one of those",
    "stripe-account, cus_12345678, begins with acct_",
    "stripe-account, acct_<script>, begins with acct_"
  })
  void saysWhichFieldIsWrong(String field, String value, String message) {
    HttpResponse<String> response = host.post("/host/shop", with(field, value));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(message, "id=\"" + field + "-error\"", "&lt;b&gt;Old");
    assertThat(shop().name()).startsWith("Shop ");
  }

  @Test
  void takesAsManyDecimalsAsTheCurrencyHas() {
    host.post("/host/shop", with(with(fields(), "currency", "KWD"), "shipping", "1.234"));
    assertThat(shop().shippingPrice().minor()).isEqualTo(1_234);

    assertThat(
            host.post("/host/shop", with(with(fields(), "currency", "JPY"), "shipping", "1.5"))
                .body())
        .contains("At most 0 decimals");
  }

  @Test
  void keepsTheCurrencyOnceThereAreOrders() {
    insertOrder();

    HttpResponse<String> response = host.post("/host/shop", with("currency", "USD"));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("There are orders, so the currency stays");
    assertThat(shop().currency().getCurrencyCode()).isEqualTo("EUR");
    assertThat(host.post("/host/shop", fields()).statusCode()).isEqualTo(303);
  }

  @Test
  void keepsPricesFromBeingReadInOtherDecimals() {
    fixtures.variant(shopId, fixtures.product(shopId, "Lamp"), 1_999, 3);

    assertThat(host.post("/host/shop", with(with("currency", "JPY"), "shipping", "5")).body())
        .contains("another number of decimals");
    assertThat(host.post("/host/shop", with("currency", "USD")).statusCode()).isEqualTo(303);
  }

  @Test
  void takesALogoAndRemovesIt() {
    HttpResponse<String> response =
        host.upload(
            "/host/shop/logo",
            new Multipart().file("logo", "logo.png", PictureFiles.png(300, 200)));
    String logo = shop().logoId().orElseThrow();
    assertThat(host.follow(response).body())
        .contains("The logo is saved.", "/pictures/" + logo + "/", "alt=\"Logo of Shop");

    host.post("/host/shop/logo/remove", Map.of());
    assertThat(shop().logoId()).isEmpty();
  }

  @Test
  void refusesALogoThatIsNoPicture() {
    HttpResponse<String> response =
        host.upload(
            "/host/shop/logo",
            new Multipart().file("logo", "logo.png", "<svg onload=alert(1)>".getBytes(UTF_8)));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("id=\"logo-error\"");
    assertThat(shop().logoId()).isEmpty();
    assertThat(host.upload("/host/shop/logo", new Multipart()).statusCode()).isEqualTo(422);
  }

  @Test
  void closesAndReopens() {
    host.post("/host/shop/close", Map.of());
    assertThat(shop().status()).isEqualTo(Shop.Status.CLOSED);

    HttpResponse<String> twice = host.post("/host/shop/close", Map.of());
    assertThat(host.follow(twice).body()).contains("Nothing was changed");

    host.post("/host/shop/reopen", Map.of());
    assertThat(shop().status()).isEqualTo(Shop.Status.OPEN);
  }

  @ParameterizedTest
  @CsvSource({"suspended, reopen", "suspended, apply", "pending, reopen", "refused, reopen"})
  void leavesToTheAdministratorWhatIsTheirs(String status, String step) {
    setStatus(status);

    host.post("/host/shop/" + step, Map.of());

    assertThat(shop().status().stored()).isEqualTo(status);
  }

  @Test
  void letsARefusedHostAskAgain() {
    setStatus("refused");

    host.post("/host/shop/apply", Map.of());

    assertThat(shop().status()).isEqualTo(Shop.Status.PENDING);
  }

  @Test
  void touchesNoOtherShop() {
    long other = fixtures.shop(fixtures.account(Role.HOST));

    host.post("/host/shop", with(with("id", String.valueOf(other)), "shopId", "" + other));
    host.post("/host/shop/close?id=" + other, Map.of("id", "" + other));

    Shop untouched =
        app.database().read(handle -> ShopRepository.find(handle, other)).orElseThrow();
    assertThat(untouched.name()).startsWith("Shop ");
    assertThat(untouched.isOpen()).isTrue();
  }

  @Test
  void refusesAFormOfAnotherSite() {
    assertThat(host.post("/host/shop/close", Map.of("csrf", "forged")).statusCode()).isEqualTo(403);
    assertThat(shop().isOpen()).isTrue();
  }

  private void setStatus(String status) {
    app.database()
        .change(
            handle -> handle.execute("UPDATE shop SET status = ? WHERE id = ?", status, shopId));
  }

  private void insertOrder() {
    app.database()
        .change(handle ->
            handle.execute(
                """
                INSERT INTO shop_order (code, shop_id, account_id, status, holds_stock, hold_until,
                  currency, subtotal, shipping, tax, tax_basis_points, tax_included, total, email,
                  recipient, street, postal_code, city, country, language, created_at)
                VALUES (?, ?, ?, 'paid', TRUE, ?, 'EUR', 1000, 490, 160, 1900, TRUE, 1490,
                  'ada@example.org', 'Ada', 'Street 1', '12345', 'Town', 'DE', 'en', ?)
                """,
                "C" + shopId,
                shopId,
                account,
                Instant.now(),
                Instant.now()));
  }

  private static Map<String, String> fields() {
    return Map.of(
        "name", "Lamps & Co",
        "description", "<b>Old</b> lamps",
        "category", "home",
        "currency", "EUR",
        "shipping", "5,25",
        "tax-rate", "8.25",
        "tax", "added",
        "stripe-account", "acct_1A2b3C4d5E");
  }

  private static Map<String, String> with(String field, String value) {
    return with(fields(), field, value);
  }

  private static Map<String, String> with(Map<String, String> fields, String field, String value) {
    Map<String, String> all = new HashMap<>(fields);
    all.put(field, value);
    return all;
  }

  private Shop shop() {
    return app.database().read(handle -> ShopRepository.find(handle, shopId)).orElseThrow();
  }

  private String lastAudit() {
    return app.database()
        .read(handle ->
            handle
                .select(
                    "SELECT detail FROM audit_entry WHERE actor_id = ? ORDER BY id DESC LIMIT 1",
                    account)
                .mapTo(String.class)
                .one());
  }
}
