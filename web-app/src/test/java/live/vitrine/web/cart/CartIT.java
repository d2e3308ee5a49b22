package live.vitrine.web.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CartIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static Carts carts;
  private static long shop;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    carts = new Carts(app.database(), Clock.systemUTC());
    shop = fixtures.shop(fixtures.account(Role.HOST));
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static long variant(String name, long price, int stock) {
    return fixtures.variant(shop, fixtures.product(shop, name), price, stock);
  }

  private static HttpResponse<String> add(HttpBrowser browser, long variant, int quantity) {
    return browser.follow(
        browser.post(
            "/cart/lines",
            Map.of("variant", String.valueOf(variant), "quantity", String.valueOf(quantity))));
  }

  @Test
  void keepsWhatAGuestChose() {
    HttpBrowser guest = app.browser();

    HttpResponse<String> page = add(guest, variant("Blue mug", 1250, 5), 2);

    assertThat(page.body()).contains("Blue mug", "€25.00", "It is in your cart.");
    assertThat(guest.cookie("session")).hasSize(43);
    assertThat(guest.get("/cart/count").body()).contains("2");
  }

  @Test
  void takesNoMoreThanThereAre() {
    HttpBrowser guest = app.browser();
    long variant = variant("Rare mug", 1250, 3);
    add(guest, variant, 2);

    HttpResponse<String> page = add(guest, variant, 5);

    assertThat(page.body()).contains("as many as are possible", "value=\"3\"");
  }

  @Test
  void refusesWhatIsSoldOutOrNotSold() {
    HttpBrowser guest = app.browser();

    assertThat(add(guest, variant("Gone mug", 1250, 0), 1).body()).contains("sold out just now");
    assertThat(add(guest, 999_999, 1).body()).contains("not sold any more");
    assertThat(add(guest, variant("Mug", 1250, 5), 1000).body()).contains("whole number up to 999");
  }

  @Test
  void saysAChangedPriceUntilItIsAccepted() {
    HttpBrowser guest = app.browser();
    long variant = variant("Dear mug", 1250, 5);
    add(guest, variant, 1);
    app.database()
        .change(handle -> handle.execute("UPDATE variant SET price = 1500 WHERE id = ?", variant));
    assertThat(guest.get("/cart").body()).contains("The price has changed", "€12.50", "€15.00");

    guest.post("/cart/checkout/" + shopHandle(), Map.of("price-" + variant, "1500"));

    assertThat(guest.get("/cart").body()).doesNotContain("The price has changed");
  }

  private static String shopHandle() {
    return app.database()
        .read(handle ->
            handle
                .createQuery("SELECT handle FROM shop WHERE id = ?")
                .bind(0, shop)
                .mapTo(String.class)
                .one());
  }

  @Test
  void marksWhatSoldOutAndOffersNoCheckout() {
    HttpBrowser guest = app.browser();
    long variant = variant("Fast mug", 1250, 1);
    add(guest, variant, 1);
    app.database()
        .change(handle -> handle.execute("UPDATE variant SET stock = 0 WHERE id = ?", variant));

    assertThat(guest.get("/cart").body())
        .contains("Sold out. It stays")
        .doesNotContain("To the checkout");
  }

  @Test
  void changesAndRemoves() {
    HttpBrowser guest = app.browser();
    long variant = variant("Plain mug", 1000, 9);
    add(guest, variant, 1);

    HttpResponse<String> changed =
        guest.follow(guest.post("/cart/lines/" + variant, Map.of("quantity", "4")));
    assertThat(changed.body()).contains("€40.00");
    HttpResponse<String> removed =
        guest.follow(guest.post("/cart/lines/" + variant + "/remove", Map.of()));
    assertThat(removed.body()).contains("nothing in your cart");
  }

  @Test
  void holdsFiftyLinesAtMost() {
    CartOwner owner = new CartOwner.Account(fixtures.account(Role.SHOPPER));
    long product = fixtures.product(shop, "Many");
    for (int i = 0; i < Carts.MOST_LINES; i++) {
      long variant = fixtures.variant(shop, product, 100, 1);
      app.database().change(handle -> carts.add(handle, owner, variant, 1));
    }
    long oneMore = fixtures.variant(shop, product, 100, 1);

    CartChange change = app.database().transaction(handle -> carts.add(handle, owner, oneMore, 1));

    assertThat(change).isInstanceOf(CartChange.Full.class);
  }

  @Test
  void mergesAGuestsCartWithinLimits() {
    HttpBrowser guest = app.browser();
    long scarce = variant("Scarce mug", 1000, 3);
    long plenty = variant("Plenty mug", 1000, 9);
    add(guest, scarce, 2);
    add(guest, plenty, 2);
    long account = fixtures.account(Role.SHOPPER);
    CartOwner owner = new CartOwner.Account(account);
    app.database().change(handle -> carts.add(handle, owner, scarce, 2));

    List<String> capped =
        app.database()
            .transaction(
                handle -> carts.merge(handle, SessionToken.of(guest.cookie("session")), account));

    assertThat(capped).containsExactly("Scarce mug");
    assertThat(carts.count(owner)).isEqualTo(5);
    assertThat(guest.get("/cart").body()).contains("nothing in your cart");
  }

  @Test
  void showsNobodyElsesCart() {
    add(app.browser(), variant("Secret mug", 1000, 3), 1);

    assertThat(app.browser().get("/cart").body()).doesNotContain("Secret mug");
  }
}
