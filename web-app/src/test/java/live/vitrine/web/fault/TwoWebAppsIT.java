package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.stripe.fault.DeliveryFault;
import live.vitrine.stripe.fault.Faults;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Buyer;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.Ledger;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.ShopInvariant;
import live.vitrine.web.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Two web-apps with one database share what goes on in the background. */
final class TwoWebAppsIT {
  private static final String CARD = "4242424242424242";

  @Test
  void doNothingTwice() throws Exception {
    String url = TestDatabase.emptyUrl();
    try (StripeStandIn stripe =
        StripeStandIn.start(StandInSettings.of("sk_test_shop", "whsec_shop"))) {
      Map<String, String> settings = new HashMap<>(Ledger.settings(stripe));
      settings.put("VITRINE_DB_URL", url);
      try (RunningWebApp first = RunningWebApp.openWith(settings);
          RunningWebApp second = RunningWebApp.openWith(settings);
          Ledger one = new Ledger(first.database(), stripe, first.url());
          Ledger other = new Ledger(first.database(), stripe, first.url())) {
        // Webhooks come to both, a third of them to none.
        stripe.setWebhookUrls(
            Stream.of(first, second).map(app -> app.url().resolve("/webhooks/stripe")).toList());
        stripe.faults().onDeliveries(new DeliveryFault.Lose(0.3), Faults.UNTIL_RESET);
        stripe.faults().onDeliveries(new DeliveryFault.Repeat(2), Faults.UNTIL_RESET);
        stripe.faults().onDeliveries(new DeliveryFault.Reorder(5), Faults.UNTIL_RESET);
        Fixtures fixtures = new Fixtures(first.database());
        long shop = fixtures.shop(fixtures.account(Role.HOST));
        long variant = fixtures.variant(shop, fixtures.product(shop, "Blue mug"), 1250, 40);
        for (int number = 0; number < 40; number++) {
          Buyer buyer = Buyer.of(first.database(), variant);
          URI app = number % 2 == 0 ? first.url() : second.url();
          buyer.look(app);
          HttpResponse<String> answer = buyer.order(app);
          if (number % 4 != 0) {
            stripe.pay(Buyer.paymentPage(answer).orElseThrow(), CARD);
          }
        }
        stripe.faults().reset();

        first.clock().advance(Duration.ofMinutes(16));
        second.clock().advance(Duration.ofMinutes(16));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<?>> all =
              Stream.of(one, other)
                  .<Future<?>>map(ledger -> threads.submit(ledger::settle))
                  .toList();
          for (Future<?> each : all) {
            each.get();
          }
        }

        assertThat(one.check()).isEqualTo(30);
        assertThat(ShopInvariant.sumOfPieces(first.database())).containsEntry(variant, 40L);
        assertThat(one.number("SELECT stock FROM variant WHERE id = " + variant)).isEqualTo(10);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> one.number("SELECT COUNT(*) FROM mail WHERE sent_at IS NULL") == 0);
        assertThat(one.number("SELECT COUNT(*) FROM mail WHERE unique_key LIKE 'receipt-%'"))
            .isEqualTo(30);
        assertThat(files(first) + files(second)).isEqualTo(one.number("SELECT COUNT(*) FROM mail"));
      }
    }
  }

  private static int files(RunningWebApp app) throws java.io.IOException {
    Path outbox = app.data().resolve("outbox");
    if (!Files.isDirectory(outbox)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(outbox)) {
      return (int) all.filter(file -> file.toString().endsWith(".eml")).count();
    }
  }
}
