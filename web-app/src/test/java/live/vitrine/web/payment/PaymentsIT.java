package live.vitrine.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.Address;
import live.vitrine.web.order.NewOrder;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.Totals;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.shop.ShopRepository;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.SettableClock;
import live.vitrine.web.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without webhooks and timers: each test says what happens, and when. */
final class PaymentsIT {
  private static final String CARD = "4242424242424242";
  @TempDir private Path data;
  private final SettableClock clock = new SettableClock();
  private StripeStandIn stripe;
  private Database database;
  private Fixtures fixtures;
  private PaymentFeature feature;
  private long shopId;

  @BeforeEach
  void open() throws Exception {
    stripe = StripeStandIn.start(StandInSettings.of("sk_test_shop", "whsec_shop"));
    database = TestDatabase.open();
    fixtures = new Fixtures(database);
    shopId = fixtures.shop(fixtures.account(Role.HOST));
    Settings settings =
        Settings.load(
            Map.of(
                "VITRINE_DATA",
                data.toString(),
                "VITRINE_STRIPE_SECRET_KEY",
                "sk_test_shop",
                "VITRINE_STRIPE_WEBHOOK_SECRET",
                "whsec_shop",
                "VITRINE_STRIPE_API_BASE",
                stripe.apiBase().toString()),
            data);
    feature =
        new PaymentFeature(
            settings, URI.create("http://localhost:8080"), database, new AuditLog(clock), clock);
  }

  @AfterEach
  void close() {
    feature.close();
    database.close();
    stripe.close();
  }

  @Test
  void opensNoNewPageWhileAHoldIsBeingEnded() {
    Order order = placed();
    assertThat(feature.payments().open(attempt(order))).isInstanceOf(PaymentStep.ToPage.class);

    assertThat(feature.payments().close(order.id())).isEqualTo(Payments.Closing.CLOSED);

    assertThat(feature.payments().proceed(order.id())).isInstanceOf(PaymentStep.Over.class);
    assertThat(attempt(order).number()).isEqualTo(1);
  }

  @Test
  void asksAboutAnOrderAlthoughAnotherCannotBeRead() {
    Order broken = placed();
    clock.advance(Duration.ofSeconds(1));
    Order order = placed();
    database.change(handle ->
        handle.execute("UPDATE shop_order SET currency = 'ZZZ' WHERE id = ?", broken.id()));
    clock.advance(Duration.ofMinutes(2));

    feature.reconciliation().reconcile();

    assertThat(attempt(order).state()).isEqualTo(PaymentAttempt.State.OPEN);
  }

  @Test
  void asksForEventsOfADowntimeAlthoughANewOneCameFirst() {
    Order order = placed();
    assertThat(feature.payments().open(attempt(order))).isInstanceOf(PaymentStep.ToPage.class);
    event("evt_before", clock.instant());
    stripe.pay(attempt(order).sessionId().orElseThrow(), CARD);
    clock.advance(Duration.ofHours(1));

    feature.reconciliation().start();
    event("evt_after", clock.instant());
    feature.reconciliation().reconcile();

    List<String> outcomes =
        database.read(handle ->
            handle
                .select(
                    "SELECT outcome FROM payment_event WHERE type = 'checkout.session.completed'"
                        + " AND order_id = ?",
                    order.id())
                .mapTo(String.class)
                .list());
    assertThat(outcomes).containsExactly("paid");
  }

  private void event(String id, Instant at) {
    database.change(handle ->
        handle.execute(
            "INSERT INTO payment_event (id, type, outcome, happened_at, received_at)"
                + " VALUES (?, 'refund.created', 'received', ?, ?)",
            id,
            at,
            at));
  }

  private PaymentAttempt attempt(Order order) {
    return database.read(handle -> AttemptRepository.ofOrder(handle, order.id())).getLast();
  }

  private Order placed() {
    long shopper = fixtures.account(Role.SHOPPER);
    long variant = fixtures.variant(shopId, fixtures.product(shopId, "Blue mug"), 1250, 5);
    Money price = Money.of(1250, "EUR");
    return database.transaction(handle -> {
      Order order =
          feature
              .orders()
              .place(
                  handle,
                  new NewOrder(
                      shopId,
                      shopper,
                      "ada@example.org",
                      "en",
                      SessionToken.random().text(),
                      new Address("Ada", "Main Street 1", "", "10115", "Berlin", "", "DE"),
                      Totals.of(ShopRepository.find(handle, shopId).orElseThrow(), price),
                      Optional.empty(),
                      List.of(
                          new NewOrder.Line(
                              variant,
                              Optional.empty(),
                              "Blue mug",
                              "",
                              "MUG",
                              Optional.empty(),
                              price,
                              1))));
      PaymentAttempt _ = feature.payments().prepare(handle, order);
      return order;
    });
  }
}
