package live.vitrine.web.order.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
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

/** What a shopper sees of orders. */
final class OrderPagesIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static OrderFixtures orders;
  private static long shop;
  private static long variant;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    orders = new OrderFixtures(app.database());
    shop = fixtures.shop(fixtures.account(Role.HOST));
    variant = fixtures.variant(shop, fixtures.product(shop, "Mug"), 1000, 50);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static HttpBrowser browser(long account) {
    return app.browser().withSession(fixtures.session(account));
  }

  @Test
  void showsAnOrderWithItsAmounts() {
    long shopper = fixtures.account(Role.SHOPPER);
    String code = orders.paid(shop, shopper, variant);

    HttpResponse<String> page = browser(shopper).get("/orders/" + code);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("€24.90", "€4.90", "Including 19", "Paid, not shipped yet", "MUG-1")
        .contains("Ada &lt;b&gt;Lovelace&lt;/b&gt;")
        .doesNotContain("<b>Lovelace", "Mug <i>");
  }

  @Test
  void hidesOrdersOfOthers() {
    String code = orders.paid(shop, fixtures.account(Role.SHOPPER), variant);
    HttpBrowser other = browser(fixtures.account(Role.SHOPPER));

    assertThat(other.get("/orders/" + code).statusCode()).isEqualTo(404);
    assertThat(other.get("/orders/" + code + "/receipt").statusCode()).isEqualTo(404);
    assertThat(other.get("/orders/" + code + "/state").statusCode()).isEqualTo(404);
    assertThat(other.get("/orders").body()).doesNotContain(code);
    assertThat(app.browser().get("/orders/" + code).statusCode()).isEqualTo(303);
  }

  @Test
  void goesThroughTheListPageByPage() {
    long shopper = fixtures.account(Role.SHOPPER);
    Instant now = Instant.now();
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 45; i++) {
      // three of each moment, so that the order's ID has to tell them apart
      made.add(orders.paid(shop, shopper, variant, now.minusSeconds(i / 3)));
    }
    HttpBrowser browser = browser(shopper);

    Set<String> seen = new HashSet<>();
    String path = "/orders";
    int pages = 0;
    while (!path.isEmpty()) {
      String body = browser.get(path).body();
      Matcher codes = Pattern.compile("href=\"/orders/(TEST[0-9]{8})\"").matcher(body);
      while (codes.find()) {
        assertThat(seen.add(codes.group(1))).isTrue();
      }
      Matcher next = Pattern.compile("href=\"(/orders\\?after=[^\"]+)\"").matcher(body);
      path = next.find() ? next.group(1) : "";
      pages++;
    }

    assertThat(seen).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void asksTheBankWhileTheMoneyHasNotCome() {
    long shopper = fixtures.account(Role.SHOPPER);
    String code = orders.pending(shop, shopper, variant);
    HttpBrowser browser = browser(shopper);

    String waiting = browser.get("/orders/" + code + "?paid").body();
    HttpResponse<String> still = browser.get("/orders/" + code + "/state?paid=44");
    HttpResponse<String> last = browser.get("/orders/" + code + "/state?paid=45");
    orders.set(code, "status = 'paid', paid_at = created_at");
    HttpResponse<String> come = browser.get("/orders/" + code + "/state?paid=3");

    assertThat(waiting)
        .contains("We are asking the bank", "http-equiv=\"refresh\"", "state?paid=1");
    assertThat(still.body()).contains("state?paid=45").doesNotContain("<html");
    assertThat(last.body()).doesNotContain("hx-get");
    assertThat(come.headers().firstValue("HX-Refresh")).contains("true");
    assertThat(browser.get("/orders/" + code + "?paid").body())
        .contains("Thank you! Your order is paid.");
  }

  @Test
  void offersToPayWhatIsNotPaid() {
    long shopper = fixtures.account(Role.SHOPPER);
    String code = orders.pending(shop, shopper, variant);

    assertThat(browser(shopper).get("/orders/" + code).body())
        .contains(
            "action=\"/checkout/pay/" + code + "\"", "action=\"/checkout/cancel/" + code + "\"");
  }

  @Test
  void saysInWordsWhyMoneyGoesBack() {
    long shopper = fixtures.account(Role.SHOPPER);
    String code = orders.pending(shop, shopper, variant);
    orders.set(code, "status = 'expired', flag = 'paid-late', flag_detail = 'secret'");

    assertThat(browser(shopper).get("/orders/" + code).body())
        .contains("The money goes back to you by itself")
        .doesNotContain("secret");
  }

  @Test
  void printsAReceiptOfWhatIsPaid() {
    long shopper = fixtures.account(Role.SHOPPER);
    String code = orders.paid(shop, shopper, variant);
    String unpaid = orders.pending(shop, shopper, variant);
    HttpBrowser browser = browser(shopper);

    assertThat(browser.get("/orders/" + code + "/receipt").body()).contains("Receipt", "€24.90");
    assertThat(browser.get("/orders/" + unpaid + "/receipt").statusCode()).isEqualTo(404);
  }
}
