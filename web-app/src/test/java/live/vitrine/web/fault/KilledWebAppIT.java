package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.stripe.fault.Faults;
import live.vitrine.web.database.Database;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Buyer;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.Folders;
import live.vitrine.web.testing.Ledger;
import live.vitrine.web.testing.ShopInvariant;
import live.vitrine.web.testing.TestDatabase;
import live.vitrine.web.testing.WebAppProcess;
import org.junit.jupiter.api.Test;

/** One of two web-apps is killed while people are buying. */
final class KilledWebAppIT {
  private static final int STOCK = 40;
  private static final String PUBLIC_URL = "http://shop.example";
  private static final String CARD = "4242424242424242";

  @Test
  void leavesNothingThatTheOtherDoesNotFinish() throws Exception {
    Path data = Files.createTempDirectory("vitrine-killed");
    String url = TestDatabase.emptyUrl();
    try (StripeStandIn stripe =
            StripeStandIn.start(StandInSettings.of("sk_test_shop", "whsec_shop"));
        Database database = Database.open(url, "root", "", 4)) {
      Map<String, String> settings = new HashMap<>(Ledger.settings(stripe));
      settings.put("VITRINE_DB_URL", url);
      settings.put("VITRINE_DB_USER", "root");
      // Several web-apps are one site.
      settings.put("VITRINE_PUBLIC_URL", PUBLIC_URL);
      // Both at once: they share out bringing the tables up to date.
      try (WebAppProcess first =
              WebAppProcess.start(Files.createDirectory(data.resolve("1")), settings);
          WebAppProcess second =
              WebAppProcess.start(Files.createDirectory(data.resolve("2")), settings);
          Ledger ledger = new Ledger(database, stripe, URI.create(PUBLIC_URL))) {
        first.ready();
        second.ready();
        stripe.setWebhookUrls(
            Stream.of(first, second).map(app -> app.url().resolve("/webhooks/stripe")).toList());
        killInTheMiddle(database, stripe, ledger, first, second);
      }
    } finally {
      Folders.delete(data);
    }
  }

  private static void killInTheMiddle(
      Database database,
      StripeStandIn stripe,
      Ledger ledger,
      WebAppProcess first,
      WebAppProcess second)
      throws Exception {
    Fixtures fixtures = new Fixtures(database);
    long shopId = fixtures.shop(fixtures.account(Role.HOST));
    long variant = fixtures.variant(shopId, fixtures.product(shopId, "Blue mug"), 1250, STOCK);
    List<Buyer> patient =
        IntStream.range(0, 30).mapToObj(_ -> Buyer.of(database, variant)).toList();
    List<Buyer> impatient =
        IntStream.range(0, 20).mapToObj(_ -> Buyer.of(database, variant)).toList();
    AtomicReference<URI> next = new AtomicReference<>(first.url());
    Rush rush = new Rush(next::get);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Buyer buyer : patient.subList(0, 10)) {
        all.add(threads.submit(() -> rush.buyAndPay(buyer, stripe)));
      }
      await()
          .until(() -> ledger.number("SELECT COUNT(*) FROM payment_attempt WHERE url <> ''") >= 5);
      // From now on Stripe does what it is asked for, but is slow to say so.
      stripe.faults().onCalls(new CallFault.Delay(Duration.ofSeconds(2)), Faults.UNTIL_RESET);
      for (Buyer buyer : patient.subList(10, 30)) {
        all.add(threads.submit(() -> rush.buyAndPay(buyer, stripe)));
      }
      for (Buyer buyer : impatient) {
        all.add(
            threads.submit(() ->
                rush.once(buyer)
                    .flatMap(Buyer::paymentPage)
                    .ifPresent(session -> stripe.pay(session, CARD))));
      }
      await()
          .until(() ->
              ledger.number("SELECT COUNT(*) FROM payment_attempt WHERE state = 'created'") >= 10);
      first.kill();
      next.set(second.url());
      stripe.faults().reset();
      System.out.println(
          "killed with attempts begun: "
              + ledger.number("SELECT COUNT(*) FROM payment_attempt WHERE state = 'created'")
              + ", open: "
              + ledger.number("SELECT COUNT(*) FROM payment_attempt WHERE state = 'open'")
              + ", complete: "
              + ledger.number("SELECT COUNT(*) FROM payment_attempt WHERE state = 'complete'"));
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(rush.faults()).isEmpty();
    assertThat(ledger.number("SELECT COUNT(*) FROM payment_attempt WHERE state = 'created'"))
        .as("attempts that the killed one left")
        .isPositive();

    endAllHolds(database);
    long began = System.nanoTime();
    // A call that the killed one had under way is asked about again after 40 s.
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> ledger.number("SELECT COUNT(*) FROM shop_order WHERE status = 'pending'") == 0);
    System.out.println(
        "the other ended all in " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    ledger.settle();
    int paid = ledger.check();
    System.out.println("paid: " + paid + ", asked to come again: " + rush.away());
    // Whoever came again got one: there were enough.
    assertThat(paid).isBetween(30, STOCK);
    assertThat(ShopInvariant.sumOfPieces(database)).containsEntry(variant, (long) STOCK);
  }

  private static void endAllHolds(Database database) {
    database.change(handle ->
        handle.execute(
            "UPDATE shop_order SET hold_until = ? WHERE status = 'pending'",
            Instant.now().minusSeconds(1)));
  }
}
