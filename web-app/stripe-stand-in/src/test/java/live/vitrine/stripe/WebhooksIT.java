package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.net.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.stripe.event.Delivery;
import live.vitrine.stripe.fault.DeliveryFault;
import live.vitrine.stripe.fault.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries: retries, and what can be made to go wrong with them. */
class WebhooksIT {
  private final MovableClock clock = new MovableClock();
  private Shop shop;
  private StripeStandIn standIn;
  private StripeClient client;

  @BeforeEach
  void start() {
    shop = Shop.open();
    standIn =
        StripeStandIn.start(
            StandInSettings.of(Shop.KEY, Shop.SECRET)
                .withClock(clock)
                .withWebhookSecrets(List.of("whsec_new", Shop.SECRET))
                .withWebhookUrls(List.of(shop.url())));
    client = Shop.client(standIn);
  }

  @AfterEach
  void stop() {
    standIn.close();
    shop.close();
  }

  @Test
  void signsWithBothSecrets() throws Exception {
    expireOne();

    Shop.Webhook webhook = shop.next();

    for (String secret : List.of("whsec_new", Shop.SECRET)) {
      Webhook.constructEvent(webhook.body(), webhook.signature(), secret, Long.MAX_VALUE);
    }
  }

  @Test
  void triesAgainAfterOneTwoFourSeconds() throws Exception {
    shop.answer(500);
    String session = expireOne();
    int[] statuses = {404, 302, 200};
    for (int i = 0; i < 3; i++) {
      int tries = i + 1;
      await().until(() -> outcomes().size() == tries);
      // Another event that is due just before: when it has come, nothing was due earlier.
      Duration almost = Duration.ofSeconds(1L << i).minusMillis(1);
      standIn.faults().onDeliveries(new DeliveryFault.Delay(almost), 1);
      String fence = expireOne();
      clock.move(almost);
      await().until(() -> sent(fence) == 1);
      assertThat(sent(session)).isEqualTo(tries);
      shop.answer(statuses[i]);
      clock.move(Duration.ofMillis(1));
      await().until(() -> sent(session) == tries + 1);
    }

    await().until(() -> standIn.deliveries().getFirst().state() == Delivery.State.DELIVERED);
    assertThat(outcomes()).containsExactly("500", "404", "302", "200");
  }

  private long sent(String session) {
    return shop.webhooks.stream().filter(webhook -> webhook.body().contains(session)).count();
  }

  @Test
  void givesUpAfterEightTries() throws Exception {
    shop.answer(500, 500, 500, 500, 500, 500, 500, 500);
    expireOne();

    await()
        .until(() -> {
          clock.move(Duration.ofSeconds(64));
          return states().equals(List.of(Delivery.State.GIVEN_UP));
        });

    assertThat(shop.webhooks).hasSize(8);
    assertThat(standIn.counters().getJsonObject("deliveries").getInteger("given_up")).isEqualTo(1);
  }

  @Test
  void repeats() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.Repeat(2), 1);
    expireOne();

    String first = shop.next().body();

    assertThat(shop.next().body()).isEqualTo(first);
    assertThat(shop.next().body()).isEqualTo(first);
  }

  @Test
  void delays() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.Delay(Duration.ofMinutes(5)), 1);
    expireOne();
    String second = expireOne();

    assertThat(shop.next().body()).contains(second);
    assertThat(shop.webhooks).hasSize(1);
    clock.move(Duration.ofMinutes(5));
    assertThat(shop.next().body()).doesNotContain(second);
  }

  @Test
  void sendsInAnotherOrder() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.Reorder(4), 4);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertThat(shop.webhooks).isEmpty();
      made.add(expireOne());
    }
    List<String> came = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String body = shop.next().body();
      came.add(made.stream().filter(body::contains).findFirst().orElseThrow());
    }

    assertThat(came).isNotEqualTo(made).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void sendsWhatIsHeldAtReset() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.Reorder(10), Faults.UNTIL_RESET);
    expireOne();
    await().until(() -> states().equals(List.of(Delivery.State.HELD)));

    standIn.faults().reset();

    assertThat(shop.next().type()).isEqualTo("checkout.session.expired");
  }

  @Test
  void losesOneButListsIt() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.Lose(1), 1, "checkout.session.");
    String lost = expireOne();
    String next = expireOne();

    assertThat(shop.next().body()).contains(next);
    assertThat(states()).contains(Delivery.State.LOST);
    assertThat(client.v1().events().list().getData().getLast().getData().toJson()).contains(lost);
  }

  @Test
  void signsWronglyOnceThenRightly() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.WrongSignature(), 1);
    shop.answer(400);
    expireOne();

    Shop.Webhook wrong = shop.next();
    await().until(() -> outcomes().size() == 1);
    clock.move(Duration.ofSeconds(1));
    Shop.Webhook right = shop.next();

    assertThatThrownBy(
            () -> Webhook.constructEvent(wrong.body(), wrong.signature(), Shop.SECRET, 300))
        .isInstanceOf(SignatureVerificationException.class);
    Webhook.constructEvent(right.body(), right.signature(), Shop.SECRET, Long.MAX_VALUE);
  }

  @Test
  void signsAsOfLongAgo() throws Exception {
    standIn.faults().onDeliveries(new DeliveryFault.StaleTimestamp(Duration.ofHours(1)), 1);
    expireOne();

    Shop.Webhook stale = shop.next();

    assertThat(stale.signature()).startsWith("t=" + (clock.instant().getEpochSecond() - 3600));
    Webhook.constructEvent(stale.body(), stale.signature(), Shop.SECRET, Long.MAX_VALUE);
  }

  @Test
  void tellsOfDelayedPayments() throws Exception {
    for (boolean succeeded : new boolean[] {true, false}) {
      String session = Shop.create(client, null).getId();
      standIn.pay(session, "delayed");
      assertThat(shop.next("checkout.session.completed").body())
          .contains("\"payment_status\":\"unpaid\"", "\"status\":\"complete\"");

      standIn.settle(session, succeeded);

      String type = "checkout.session.async_payment_" + (succeeded ? "succeeded" : "failed");
      assertThat(shop.next(type).body())
          .contains("\"payment_status\":\"" + (succeeded ? "paid" : "unpaid") + "\"");
    }
  }

  private String expireOne() throws StripeException {
    String session = Shop.create(client, null).getId();
    client.v1().checkout().sessions().expire(session);
    return session;
  }

  private List<Delivery.State> states() {
    return standIn.deliveries().stream().map(Delivery.Report::state).toList();
  }

  private List<String> outcomes() {
    return standIn.deliveries().getFirst().outcomes();
  }
}
