package live.vitrine.web.order.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.OrderFixtures;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host does with orders. Each test has a shop of its own. */
final class DeskIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static OrderFixtures orders;

  private long shop;
  private long variant;
  private long shopper;
  private HttpBrowser host;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    orders = new OrderFixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @BeforeEach
  void openShop() {
    long owner = fixtures.account(Role.HOST);
    shop = fixtures.shop(owner);
    variant = fixtures.variant(shop, fixtures.product(shop, "Mug"), 1000, 2);
    shopper = fixtures.account(Role.SHOPPER);
    host = app.browser().withSession(fixtures.session(owner));
  }

  private static List<String> mails(String key) {
    return app.database()
        .read(handle ->
            handle
                .createQuery("SELECT text FROM mail WHERE unique_key = ?")
                .bind(0, key)
                .mapTo(String.class)
                .list());
  }

  private static long count(String sql, String code) {
    return app.database()
        .read(handle -> handle.createQuery(sql).bind(0, code).mapTo(Long.class).one());
  }

  @Test
  void countsWhatWasSold() {
    orders.paid(shop, shopper, variant);
    String partly = orders.paid(shop, shopper, variant);
    orders.set(partly, "refunded = 1000");
    orders.paid(shop, shopper, variant, Instant.now().minusSeconds(40 * 86_400L));
    orders.pending(shop, shopper, variant);

    HttpResponse<String> page = host.get("/host");

    // 24.90 + 14.90
    assertThat(page.body())
        .contains("<strong>2</strong>", "€39.80", "€19.90", "<strong>4</strong>");
    assertThat(page.body()).contains("3 orders are paid and not shipped", "2 left", "midnight UTC");
  }

  @Test
  void marksAsShippedAndTellsTheShopperOnce() {
    String code = orders.paid(shop, shopper, variant);
    String address = "/host/orders/" + code;
    host.get(address);

    HttpResponse<String> first =
        host.post(address + "/shipment", Map.of("carrier", "DHL", "number", "<1>"));
    HttpResponse<String> again =
        host.post(address + "/shipment", Map.of("carrier", "DHL", "number", "<1>"));
    HttpResponse<String> corrected =
        host.post(address + "/shipment", Map.of("carrier", "DHL", "number", "22"));

    assertThat(List.of(first.statusCode(), again.statusCode(), corrected.statusCode()))
        .containsOnly(303);
    assertThat(mails("shipped-" + code)).hasSize(1);
    assertThat(app.outbox().await("shopper" + shopper + "@example.org", 1).text())
        .contains("DHL <1>");
    assertThat(host.get(address).body()).contains("Tracking corrected", "value=\"22\"");
    assertThat(
            count(
                "SELECT COUNT(*) FROM order_event e JOIN shop_order o ON o.id = e.order_id"
                    + " WHERE o.code = ? AND e.kind = 'shipped'",
                code))
        .isEqualTo(1);
  }

  @Test
  void shipsNothingThatIsNotPaid() {
    String code = orders.pending(shop, shopper, variant);
    host.get("/host/orders");

    HttpResponse<String> refused =
        host.post("/host/orders/" + code + "/shipment", Map.of("carrier", "", "number", ""));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(mails("shipped-" + code)).isEmpty();
  }

  @Test
  void filtersTheList() {
    String paid = orders.paid(shop, shopper, variant);
    String pending = orders.pending(shop, shopper, variant);
    String flagged = orders.paid(shop, shopper, variant);
    orders.set(flagged, "flag = 'amount-differs', shipped_at = paid_at, recipient = '100% Ann_'");

    assertThat(list("")).contains(paid, pending, flagged);
    assertThat(list("status=pending")).contains(pending).doesNotContain(paid, flagged);
    assertThat(list("unshipped=true")).contains(paid).doesNotContain(pending, flagged);
    assertThat(list("flagged=true")).contains(flagged).doesNotContain(pending, paid);
    assertThat(list("q=" + paid.toLowerCase(java.util.Locale.ROOT)))
        .contains(paid + "</code>")
        .doesNotContain(pending, flagged);
    assertThat(list("q=100%25+Ann_")).contains(flagged).doesNotContain(paid);
    assertThat(list("q=n%25n")).doesNotContain(flagged);
    assertThat(list("q=MUG-1")).contains(paid, pending, flagged);
    assertThat(list("q=%C3%BC%F0%9F%98%80")).doesNotContain(paid);
    assertThat(list("from=2999-01-01")).contains("A day such as");
    assertThat(list("from=2199-01-01")).doesNotContain(paid);
    assertThat(list("to=2020-01-01")).doesNotContain(paid);
  }

  private String list(String query) {
    HttpResponse<String> page = host.get("/host/orders?" + query);
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  @Test
  void exportsTheListWithoutFormulas() {
    String code = orders.paid(shop, shopper, variant);
    orders.set(code, "recipient = '=HYPERLINK(\"http://x\")', street = 'a, \"b\"'");

    HttpResponse<String> file = host.get("/host/orders/export?status=paid");

    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("orders.csv");
    assertThat(file.body().lines()).hasSize(2);
    assertThat(file.body()).contains(code, "'=HYPERLINK", "\"a, \"\"b\"\"\"", "24.90", "2 × MUG-1");
  }

  @Test
  void exportsMoreThanAPageOfIt() {
    Instant now = Instant.now();
    for (int i = 0; i < 501; i++) {
      orders.paid(shop, shopper, variant, now.minusSeconds(i / 10));
    }

    assertThat(host.get("/host/orders/export").body().lines()).hasSize(502);
  }

  @Test
  void hidesOrdersOfOtherShops() {
    String code = orders.paid(shop, shopper, variant);
    long other = fixtures.account(Role.HOST);
    fixtures.shop(other);
    HttpBrowser stranger = app.browser().withSession(fixtures.session(other));
    stranger.get("/host");

    assertThat(stranger.get("/host/orders/" + code).statusCode()).isEqualTo(404);
    assertThat(stranger.get("/host/orders/" + code + "/packing-slip").statusCode()).isEqualTo(404);
    assertThat(stranger.get("/host/orders").body()).doesNotContain(code);
    assertThat(stranger.get("/host/orders/export").body()).doesNotContain(code);
    assertThat(
            stranger
                .post("/host/orders/" + code + "/shipment", Map.of("carrier", "x"))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            stranger.post("/host/orders/" + code + "/refund", Map.of("amount", "1")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void printsAPackingSlipWithoutPrices() {
    String code = orders.paid(shop, shopper, variant);

    assertThat(host.get("/host/orders/" + code + "/packing-slip").body())
        .contains("MUG-1", "Bath")
        .doesNotContain("€");
  }
}
