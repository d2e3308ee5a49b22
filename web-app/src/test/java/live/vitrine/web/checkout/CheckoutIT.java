package live.vitrine.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.stripe.fault.DeliveryFault;
import live.vitrine.stripe.fault.Faults;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningShop;
import live.vitrine.web.testing.ShopInvariant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way from cart to paid, with a stand-in for Stripe behind real HTTP. */
final class CheckoutIT {
  private static final String CARD = "4242424242424242";

  private static RunningShop shop;
  private static long shopId;
  private static String handle;

  @BeforeAll
  static void open() {
    shop = RunningShop.open();
    shopId = shop.fixtures().shop(shop.fixtures().account(Role.HOST));
    handle = shop.handleOf(shopId);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @AfterEach
  void heal() {
    shop.stripe().faults().reset();
  }

  private static long variant(int stock) {
    return shop.fixtures()
        .variant(shopId, shop.fixtures().product(shopId, "Blue mug"), 1250, stock);
  }

  private static String statusOf(String session) {
    return shop.text(
        """
        SELECT o.status FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id
        WHERE a.session_id = ?
        """,
        session);
  }

  private static String order(String column, String session) {
    return shop.text(
        "SELECT o."
            + column
            + " FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id"
            + " WHERE a.session_id = ?",
        session);
  }

  private static int stock(long variant) {
    return shop.number("SELECT stock FROM variant WHERE id = ?", variant);
  }

  private static String placed(HttpBrowser browser, long variant, int quantity) {
    HttpResponse<String> page = shop.toCheckout(browser, handle, variant, quantity);
    HttpResponse<String> answer = shop.pay(browser, handle, page);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return RunningShop.sessionOf(answer);
  }

  @Test
  void sellsAndSendsAReceipt() {
    long variant = variant(5);
    HttpBrowser browser = shop.shopper();

    String session = placed(browser, variant, 2);
    assertThat(stock(variant)).isEqualTo(3);
    shop.stripe().pay(session, CARD);

    await().until(() -> statusOf(session).equals("paid"));
    assertThat(stock(variant)).isEqualTo(3);
    assertThat(shop.app().outbox().await(order("email", session), 1).text())
        .contains("2 × Blue mug: €25.00", "Total: €29.90");
  }

  @Test
  void doesNotWaitForAWebhookThatIsLost() {
    shop.stripe().faults().onDeliveries(new DeliveryFault.Lose(1), Faults.UNTIL_RESET);
    HttpBrowser browser = shop.shopper();
    String session = placed(browser, variant(5), 1);
    shop.stripe().pay(session, CARD);

    HttpResponse<String> done = browser.get("/checkout/done/" + order("code", session));

    assertThat(done.headers().firstValue("Location").orElseThrow()).endsWith("?paid");
    assertThat(statusOf(session)).isEqualTo("paid");
  }

  @Test
  void makesOneOrderOfADoubleClick() throws Exception {
    long variant = variant(5);
    HttpBrowser browser = shop.shopper();
    HttpResponse<String> page = shop.toCheckout(browser, handle, variant, 1);

    List<HttpResponse<String>> answers = atOnce(4, () -> shop.pay(browser, handle, page));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 303);
    assertThat(answers.stream().map(RunningShop::sessionOf).distinct()).hasSize(1);
    assertThat(stock(variant)).isEqualTo(4);
  }

  @Test
  void makesOneOrderOfTwoTabsAndOfTheBackButton() {
    long variant = variant(5);
    HttpBrowser browser = shop.shopper();
    HttpResponse<String> oneTab = shop.toCheckout(browser, handle, variant, 1);
    HttpResponse<String> otherTab = browser.get("/checkout/" + handle);

    String session = RunningShop.sessionOf(shop.pay(browser, handle, oneTab));
    HttpResponse<String> back = shop.pay(browser, handle, oneTab);
    HttpResponse<String> other = shop.pay(browser, handle, otherTab);

    assertThat(RunningShop.sessionOf(back)).isEqualTo(session);
    assertThat(other.statusCode()).isLessThan(500);
    assertThat(shop.number("SELECT COUNT(*) FROM order_line WHERE variant_id = ?", variant))
        .isEqualTo(1);
    assertThat(stock(variant)).isEqualTo(4);
  }

  @Test
  void chargesNothingThatWasNotShown() {
    long variant = variant(5);
    HttpBrowser browser = shop.shopper();
    HttpResponse<String> page = shop.toCheckout(browser, handle, variant, 1);
    shop.app()
        .database()
        .change(h -> h.execute("UPDATE variant SET price = 9900 WHERE id = ?", variant));

    HttpResponse<String> answer = shop.pay(browser, handle, page);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Something has changed", "€99.00");
    assertThat(stock(variant)).isEqualTo(5);
    assertThat(shop.pay(browser, handle, answer).statusCode()).isEqualTo(303);
  }

  @Test
  void sellsTenPiecesToTenOfThreeHundred() throws Exception {
    long variant = variant(10);
    List<HttpBrowser> browsers =
        java.util.stream.Stream.generate(() -> shop.shopper()).limit(300).toList();
    java.util.Iterator<HttpBrowser> each = browsers.iterator();
    java.util.concurrent.ConcurrentLinkedQueue<HttpResponse<String>> answers =
        new java.util.concurrent.ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
      while (each.hasNext()) {
        HttpBrowser browser = each.next();
        threads.execute(() -> {
          HttpResponse<String> page = shop.toCheckout(browser, handle, variant, 1);
          answers.add(page.statusCode() == 200 ? shop.pay(browser, handle, page) : page);
        });
      }
    }

    assertThat(answers).hasSize(300);
    assertThat(
            answers.stream()
                .filter(answer ->
                    answer.headers().firstValue("Location").orElse("").contains("/c/pay/")))
        .hasSize(10);
    assertThat(answers).allMatch(answer -> answer.statusCode() < 500);
    assertThat(stock(variant)).isZero();
    assertThat(ShopInvariant.sumOfPieces(shop.app().database())).containsEntry(variant, 10L);
  }

  @Test
  void learnsWhatStripeDidWhenItsAnswerIsLost() {
    shop.stripe().faults().onCalls(new CallFault.LoseAnswer(), 1, "/v1/checkout/sessions");
    HttpBrowser browser = shop.shopper();
    HttpResponse<String> page = shop.toCheckout(browser, handle, variant(5), 1);

    HttpResponse<String> first = shop.pay(browser, handle, page);
    HttpResponse<String> second = shop.pay(browser, handle, page);

    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.body()).contains("Your order is safe");
    assertThat(second.statusCode()).isEqualTo(303);
    assertThat(shop.stripe().counters().toString()).isNotEmpty();
  }

  @Test
  void putsThePiecesOfACancelledOrderBackAndRefundsWhatComesLate() {
    long variant = variant(3);
    HttpBrowser browser = shop.shopper();
    String session = placed(browser, variant, 2);
    String code = order("code", session);
    browser.get("/checkout/return/" + code);

    // Stripe is away while it is cancelled, so its page stays open and is paid afterwards.
    shop.stripe().faults().onCalls(new CallFault.Fail(500), Faults.UNTIL_RESET);
    browser.post("/checkout/cancel/" + code, Map.of());
    assertThat(statusOf(session)).isEqualTo("cancelled");
    assertThat(stock(variant)).isEqualTo(3);
    shop.stripe().faults().reset();
    shop.stripe().pay(session, CARD);

    await()
        .until(() ->
            shop.number(
                    "SELECT COUNT(*) FROM refund WHERE reason = 'paid-late' AND state = 'succeeded'")
                == 1);
    assertThat(statusOf(session)).isEqualTo("cancelled");
    assertThat(order("flag", session)).isEqualTo("paid-late");
    assertThat(stock(variant)).isEqualTo(3);
  }

  @Test
  void endsAHoldOnceWhoeverEndsIt() {
    long variant = variant(3);
    String session = placed(shop.shopper(), variant, 2);

    shop.app()
        .database()
        .change(h ->
            h.execute(
                "UPDATE shop_order SET hold_until = ? WHERE code = ?",
                Instant.now().minusSeconds(1),
                order("code", session)));

    await()
        .atMost(java.time.Duration.ofSeconds(20))
        .until(() -> statusOf(session).equals("expired"));
    assertThat(stock(variant)).isEqualTo(3);
    assertThat(order("holds_stock", session)).isIn("0", "false");
  }

  @Test
  void appliesEachEventOnceHoweverOftenItComes() {
    shop.stripe().faults().onDeliveries(new DeliveryFault.Repeat(4), Faults.UNTIL_RESET);
    shop.stripe().faults().onDeliveries(new DeliveryFault.WrongSignature(), 3);
    String session = placed(shop.shopper(), variant(5), 1);
    shop.stripe().pay(session, CARD);

    await().until(() -> statusOf(session).equals("paid"));
    assertThat(
            shop.number(
                "SELECT COUNT(*) FROM order_event e JOIN shop_order o ON o.id = e.order_id"
                    + " WHERE o.code = ? AND e.kind = 'paid'",
                order("code", session)))
        .isEqualTo(1);
  }

  @Test
  void takesNoPaymentOfASessionThatItDidNotAskFor() throws StripeException {
    String session = placed(shop.shopper(), variant(5), 1);
    String code = order("code", session);
    SessionCreateParams.LineItem item =
        SessionCreateParams.LineItem.builder()
            .setQuantity(1L)
            .setPriceData(
                SessionCreateParams.LineItem.PriceData.builder()
                    .setCurrency("eur")
                    .setUnitAmount(Long.valueOf(order("total", session)))
                    .setProductData(
                        SessionCreateParams.LineItem.PriceData.ProductData.builder()
                            .setName("Something else")
                            .build())
                    .build())
            .build();
    String foreign =
        StripeClient.builder()
            .setApiKey("sk_test_shop")
            .setApiBase(shop.stripe().apiBase().toString())
            .build()
            .v1()
            .checkout()
            .sessions()
            .create(
                SessionCreateParams.builder()
                    .setMode(SessionCreateParams.Mode.PAYMENT)
                    .addLineItem(item)
                    .setClientReferenceId(code)
                    .putMetadata("order", code)
                    .putMetadata("attempt", "1")
                    .setSuccessUrl("https://example.org/")
                    .build())
            .getId();

    shop.stripe().pay(foreign, CARD);

    await()
        .until(() ->
            shop.number(
                    "SELECT COUNT(*) FROM payment_event"
                        + " WHERE type = 'checkout.session.completed' AND outcome = 'received' AND order_id IS NULL")
                > 0);
    assertThat(statusOf(session)).isEqualTo("pending");
  }

  @Test
  void refusesForgedWebhooks() {
    for (String header :
        List.of("", "t=1,v1=00", "garbage", "t=" + Instant.now().getEpochSecond())) {
      HttpResponse<String> answer =
          shop.app()
              .browser()
              .send(
                  HttpRequest.newBuilder(shop.webhook())
                      .header("Stripe-Signature", header.isEmpty() ? "-" : header)
                      .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).as(header).isEqualTo(400);
    }
  }

  @Test
  void letsThreeOrdersWaitAtMost() {
    HttpBrowser browser = shop.shopper();
    for (int i = 0; i < Checkout.MOST_PENDING; i++) {
      placed(browser, variant(5), 1);
    }

    HttpResponse<String> page = shop.toCheckout(browser, handle, variant(5), 1);

    assertThat(shop.pay(browser, handle, page).body()).contains("wait for payment already");
  }

  private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all =
          java.util.stream.Stream.generate(() -> threads.submit(work)).limit(times).toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    }
  }
}
