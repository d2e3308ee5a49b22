package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.stripe.fault.Faults;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Buyer;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.Ledger;
import live.vitrine.web.testing.RunningShop;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.ShopInvariant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stripe is slow, fails, or cannot be reached: people are asked to try again, nothing is lost. */
final class StripeAwayIT {
  private static final String CARD = "4242424242424242";

  private static RunningShop shop;
  private static long shopId;

  @BeforeAll
  static void open() {
    shop = RunningShop.open();
    shopId = shop.fixtures().shop(shop.fixtures().account(Role.HOST));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void heal() {
    shop.stripe().faults().reset();
  }

  static List<CallFault> faults() {
    return List.of(
        new CallFault.Fail(500),
        new CallFault.Fail(503),
        new CallFault.FailKept(500),
        new CallFault.RateLimit(),
        new CallFault.LoseAnswer(),
        new CallFault.Delay(Duration.ofSeconds(12)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void invitesToTryAgainAndGoesOnWithTheSameOrder(CallFault fault) throws Exception {
    long variant = variant(40);
    List<Buyer> buyers =
        IntStream.range(0, 40).mapToObj(_ -> Buyer.of(shop.app().database(), variant)).toList();
    Buyer reader = Buyer.of(shop.app().database(), variant);
    for (Buyer buyer : buyers) {
      buyer.look(shop.app().url());
    }
    shop.stripe().faults().onCalls(fault, Faults.UNTIL_RESET);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      List<Future<HttpResponse<String>>> all = new ArrayList<>();
      for (Buyer buyer : buyers) {
        all.add(threads.submit(() -> buyer.order(shop.app().url())));
      }
      await().until(() -> orders(variant) == 40);
      long asked = System.nanoTime();
      assertThat(reader.get(shop.app().url(), "/cart").statusCode()).isEqualTo(200);
      long others = millisSince(asked);
      for (Future<HttpResponse<String>> one : all) {
        HttpResponse<String> answer = one.get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("Your order is safe");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
      System.out.println(fault + ": " + millisSince(began) + " ms, others " + others + " ms");
      assertThat(others).isLessThan(2_000);
      assertThat(millisSince(began)).isLessThan(11_000);
    }

    shop.stripe().faults().reset();
    Buyer again = buyers.getFirst();
    // A call that Stripe still works on keeps its key until it is done.
    HttpResponse<String> answer =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> again.order(shop.app().url()), one -> one.statusCode() == 303);
    shop.stripe().pay(Buyer.paymentPage(answer).orElseThrow(), CARD);
    assertThat(orders(variant)).isEqualTo(40);
    try (Ledger ledger = new Ledger(shop.app().database(), shop.stripe(), shop.app().url())) {
      ledger.settle();
      ledger.check();
    }
    assertThat(ShopInvariant.sumOfPieces(shop.app().database())).containsEntry(variant, 40L);
    assertThat(shop.number("SELECT stock FROM variant WHERE id = ?", variant)).isEqualTo(39);
  }

  @Test
  void keepsTheOrderWhereNobodyListens() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (RunningWebApp app =
        RunningWebApp.openWith(
            Map.of(
                "VITRINE_STRIPE_SECRET_KEY", "sk_test_shop",
                "VITRINE_STRIPE_WEBHOOK_SECRET", "whsec_shop",
                "VITRINE_STRIPE_API_BASE", "http://127.0.0.1:" + nobody))) {
      Fixtures fixtures = new Fixtures(app.database());
      long there = fixtures.shop(fixtures.account(Role.HOST));
      long variant = fixtures.variant(there, fixtures.product(there, "Blue mug"), 1250, 2);
      Buyer buyer = Buyer.of(app.database(), variant);
      buyer.look(app.url());

      HttpResponse<String> answer = buyer.order(app.url());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("Your order is safe");
      assertThat(ShopInvariant.sumOfPieces(app.database())).containsEntry(variant, 2L);
    }
  }

  @Test
  void refundsWhatIsPaidAfterTheHoldAndSaysSo() throws Exception {
    long variant = variant(1);
    Buyer buyer = Buyer.of(shop.app().database(), variant);
    buyer.look(shop.app().url());
    String session = Buyer.paymentPage(buyer.order(shop.app().url())).orElseThrow();
    String code = shop.text("SELECT code FROM shop_order WHERE account_id = ?", buyer.account());
    shop.stripe().faults().onCalls(new CallFault.Fail(500), Faults.UNTIL_RESET);

    // Longer than the hold and the patience with Stripe; the page there stays open.
    shop.app().clock().advance(Duration.ofMinutes(18));
    await().atMost(Duration.ofSeconds(15)).until(() -> status(code).equals("expired"));
    shop.stripe().faults().reset();
    // Stripe has the true time, and signs with it.
    shop.app().clock().advance(Duration.ofMinutes(-18));
    shop.stripe().pay(session, CARD);

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() ->
            shop.number(
                    "SELECT COUNT(*) FROM refund r JOIN shop_order o ON o.id = r.order_id"
                        + " WHERE r.state = 'succeeded' AND o.code = ?",
                    code)
                == 1);
    String page = buyer.get(shop.app().url(), "/orders/" + code).body();
    assertThat(page).contains("refund");
    assertThat(
            shop.number(
                "SELECT COUNT(*) FROM mail m JOIN shop_order o ON m.recipient = o.email WHERE o.code = ?",
                code))
        .isPositive();
    assertThat(shop.number("SELECT stock FROM variant WHERE id = ?", variant)).isEqualTo(1);
  }

  private static String status(String code) {
    return shop.text("SELECT status FROM shop_order WHERE code = ?", code);
  }

  private static long variant(int stock) {
    return shop.fixtures()
        .variant(shopId, shop.fixtures().product(shopId, "Blue mug"), 1250, stock);
  }

  private static int orders(long variant) {
    return shop.number("SELECT COUNT(*) FROM order_line WHERE variant_id = ?", variant);
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
