package live.vitrine.web.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningShop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is paid is settled when somebody orders: hosts may change their account at any time. */
final class ConnectedAccountIT {
  private static final String CARD = "4242424242424242";
  private static RunningShop shop;
  private static long hostId;
  private static long shopId;

  @BeforeAll
  static void open() {
    shop = RunningShop.open();
    hostId = shop.fixtures().account(Role.HOST);
    shopId = shop.fixtures().shop(hostId);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void takesARefundFromTheAccountThatWasPaidAlthoughItWasRemoved() {
    connect("acct_1Host");
    String code = paid();
    connect(null);

    assertThat(refund(code).getValue("transfer_reversal")).isNotNull();
  }

  @Test
  void refundsWhatTheOperatorWasPaidAlthoughThereIsAnAccountByNow() {
    connect(null);
    String code = paid();
    connect("acct_1Host");

    assertThat(refund(code).getValue("transfer_reversal")).isNull();
  }

  private static void connect(@Nullable String account) {
    shop.app()
        .database()
        .change(h -> h.execute("UPDATE shop SET stripe_account = ? WHERE id = ?", account, shopId));
  }

  private static String paid() {
    HttpBrowser shopper = shop.shopper();
    long variant =
        shop.fixtures().variant(shopId, shop.fixtures().product(shopId, "Blue mug"), 1250, 5);
    String handle = shop.handleOf(shopId);
    String session =
        RunningShop.sessionOf(
            shop.pay(shopper, handle, shop.toCheckout(shopper, handle, variant, 1)));
    shop.stripe().pay(session, CARD);
    String order =
        "SELECT o.%s FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id"
            + " WHERE a.session_id = ?";
    await().until(() -> shop.text(order.formatted("status"), session).equals("paid"));
    return shop.text(order.formatted("code"), session);
  }

  /** Refunds a part of an order, as its host; answers the refund as Stripe has it. */
  private static JsonObject refund(String code) {
    HttpBrowser host = shop.app().browser().withSession(shop.fixtures().session(hostId));
    host.get("/host/orders/" + code);
    host.post(
        "/host/orders/" + code + "/refund", Map.of("amount", "5.00", "token", "refund-of-" + code));
    String state =
        "SELECT r.%s FROM refund r JOIN shop_order o ON o.id = r.order_id WHERE o.code = ?";
    await().until(() -> shop.text(state.formatted("state"), code).equals("succeeded"));
    String id = shop.text(state.formatted("stripe_refund_id"), code);
    List<JsonObject> events = shop.stripe().events();
    return events.stream()
        .map(event -> event.getJsonObject("data").getJsonObject("object"))
        .filter(object -> id.equals(object.getString("id")))
        .findFirst()
        .orElseThrow();
  }
}
