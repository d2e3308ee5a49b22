package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.web.database.EmbeddedMariaDb;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Buyer;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.Folders;
import live.vitrine.web.testing.Ledger;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.ShopInvariant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database goes away while people are buying. It is one of its own. */
final class DatabaseRestartIT {
  private static final int STOCK = 30;
  private static final int BUYERS = 60;

  private static Path folder;
  private static EmbeddedMariaDb server;
  private static StripeStandIn stripe;
  private static RunningWebApp app;

  @BeforeAll
  static void open() throws IOException {
    folder = Files.createTempDirectory("vitrine-restart");
    server = EmbeddedMariaDb.start(folder);
    stripe = StripeStandIn.start(StandInSettings.of("sk_test_shop", "whsec_shop"));
    Map<String, String> settings = new HashMap<>(Ledger.settings(stripe));
    settings.put("VITRINE_DB_URL", server.url("shop"));
    app = RunningWebApp.openWith(settings);
    stripe.setWebhookUrls(List.of(app.url().resolve("/webhooks/stripe")));
  }

  @AfterAll
  static void close() {
    app.close();
    stripe.close();
    server.close();
    Folders.delete(folder);
  }

  @Test
  void comesBackWithAllOrdersWhenTheDatabaseIsRestarted() throws Exception {
    rush(() -> {
      int port = server.port();
      server.close();
      answersSoThatPeopleComeAgain();
      server = EmbeddedMariaDb.start(folder, port);
      return true;
    });
  }

  @Test
  void comesBackWithAllOrdersWhenTheDatabaseIsKilled() throws Exception {
    rush(() -> {
      ProcessHandle killed = server.process();
      killed.destroyForcibly();
      killed.onExit().join();
      answersSoThatPeopleComeAgain();
      await().atMost(Duration.ofSeconds(30)).until(() -> !server.process().equals(killed));
      return true;
    });
  }

  private static void rush(java.util.concurrent.Callable<Boolean> fault) throws Exception {
    Fixtures fixtures = new Fixtures(app.database());
    long shopId = fixtures.shop(fixtures.account(Role.HOST));
    long variant = fixtures.variant(shopId, fixtures.product(shopId, "Blue mug"), 1250, STOCK);
    List<Buyer> buyers =
        IntStream.range(0, BUYERS).mapToObj(_ -> Buyer.of(app.database(), variant)).toList();
    Rush rush = new Rush(app::url);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Ledger ledger = new Ledger(app.database(), stripe, app.url())) {
      List<Future<?>> all = new ArrayList<>();
      for (Buyer buyer : buyers) {
        all.add(threads.submit(() -> rush.buyAndPay(buyer, stripe)));
      }
      await().until(() -> ledger.number("SELECT COUNT(*) FROM shop_order") >= 5);
      fault.call();
      long back = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(Duration.ofSeconds(10))
          .until(() -> buyers.getFirst().get(app.url(), "/cart").statusCode() == 200);
      System.out.println("works again after " + millisSince(back) + " ms");
      for (Future<?> one : all) {
        one.get();
      }
      System.out.println("asked to come again: " + rush.away());

      assertThat(rush.faults()).isEmpty();
      ledger.settle();
      ledger.check();
      assertThat(ShopInvariant.sumOfPieces(app.database())).containsEntry(variant, (long) STOCK);
      assertThat(ledger.number("SELECT stock FROM variant WHERE id = " + variant)).isZero();
    }
  }

  private static void answersSoThatPeopleComeAgain() {
    long asked = System.nanoTime();
    HttpResponse<String> answer = app.browser().withSession("A".repeat(43)).get("/orders");
    System.out.println("database away: " + answer.statusCode() + " " + millisSince(asked) + " ms");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Nothing was lost");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(millisSince(asked)).isLessThan(6_000);
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
