package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.stripe.checkout.PayOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions as Stripe's own client sees them. */
class SessionsIT {
  private final MovableClock clock = new MovableClock();
  private Shop shop;
  private StripeStandIn standIn;
  private StripeClient client;

  @BeforeEach
  void start() {
    shop = Shop.open();
    standIn = StripeStandIn.start(StandInSettings.of(Shop.KEY, Shop.SECRET).withClock(clock));
    standIn.setWebhookUrls(List.of(shop.url()));
    client = Shop.client(standIn);
  }

  @AfterEach
  void stop() {
    standIn.close();
    shop.close();
  }

  @Test
  void createsWhatTheClientAsksFor() throws StripeException {
    Session session = Shop.create(client, null);

    assertThat(session.getId()).startsWith("cs_test_");
    assertThat(session.getUrl()).isEqualTo(standIn.apiBase() + "/c/pay/" + session.getId());
    assertThat(session.getStatus()).isEqualTo("open");
    assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
    assertThat(session.getPaymentIntent()).isNull();
    assertThat(session.getAmountSubtotal()).isEqualTo(2500);
    assertThat(session.getAmountTotal()).isEqualTo(2990);
    assertThat(session.getTotalDetails().getAmountShipping()).isEqualTo(490);
    assertThat(session.getCurrency()).isEqualTo("eur");
    assertThat(session.getClientReferenceId()).isEqualTo("order-17");
    assertThat(session.getMetadata()).containsEntry("order", "17");
    assertThat(session.getExpiresAt() - session.getCreated()).isEqualTo(86_400);
    assertThat(session.getLastResponse().requestId()).startsWith("req_");
  }

  @Test
  void retrievesWithWhatIsExpanded() throws StripeException {
    Session created = Shop.create(client, null);
    standIn.pay(created.getId(), "4242424242424242");

    Session session =
        client
            .v1()
            .checkout()
            .sessions()
            .retrieve(
                created.getId(),
                SessionRetrieveParams.builder()
                    .addExpand("line_items")
                    .addExpand("payment_intent.latest_charge")
                    .build());

    assertThat(session.getStatus()).isEqualTo("complete");
    assertThat(session.getPaymentStatus()).isEqualTo("paid");
    assertThat(session.getUrl()).isNull();
    assertThat(session.getLineItems().getData())
        .singleElement()
        .satisfies(line -> assertThat(line.getDescription()).isEqualTo("Mug <blue>"))
        .satisfies(line -> assertThat(line.getAmountTotal()).isEqualTo(2500));
    PaymentIntent payment = session.getPaymentIntentObject();
    assertThat(payment.getAmountReceived()).isEqualTo(2990);
    assertThat(payment.getMetadata()).containsEntry("order", "17");
    assertThat(payment.getLatestChargeObject().getPaid()).isTrue();
    assertThat(client.v1().paymentIntents().retrieve(payment.getId()).getStatus())
        .isEqualTo("succeeded");
  }

  @Test
  void listsNewestFirstInPages() throws StripeException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(Shop.create(client, null).getId());
    }
    var sessions = client.v1().checkout().sessions();

    var first = sessions.list(SessionListParams.builder().setLimit(2L).build());
    var rest = sessions.list(SessionListParams.builder().setStartingAfter(ids.get(1)).build());

    assertThat(first.getData())
        .extracting(Session::getId)
        .containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(first.getHasMore()).isTrue();
    assertThat(rest.getData())
        .extracting(Session::getId)
        .containsExactlyElementsOf(ids.subList(2, 5));
    assertThat(rest.getHasMore()).isFalse();
  }

  @Test
  void findsTheSessionOfAPayment() throws StripeException {
    Shop.create(client, null);
    Session paid = Shop.create(client, null);
    standIn.pay(paid.getId(), "pm_card_visa");
    String payment = client.v1().checkout().sessions().retrieve(paid.getId()).getPaymentIntent();

    var found =
        client
            .v1()
            .checkout()
            .sessions()
            .list(SessionListParams.builder().setPaymentIntent(payment).build());

    assertThat(found.getData()).extracting(Session::getId).containsExactly(paid.getId());
  }

  @Test
  void expiresWhenTold() throws Exception {
    Session session = Shop.create(client, null);

    Session expired = client.v1().checkout().sessions().expire(session.getId());

    assertThat(expired.getStatus()).isEqualTo("expired");
    Event event = verified(shop.next("checkout.session.expired"));
    assertThat(((Session) event.getDataObjectDeserializer().getObject().orElseThrow()).getId())
        .isEqualTo(session.getId());
    assertThat(event.getRequest().getId()).isEqualTo(expired.getLastResponse().requestId());
    assertThat(standIn.pay(session.getId(), "pm_card_visa")).isInstanceOf(PayOutcome.Expired.class);
  }

  @Test
  void refusesToExpireWhatIsComplete() throws StripeException {
    Session session = Shop.create(client, null);
    standIn.pay(session.getId(), "pm_card_visa");

    InvalidRequestException refusal =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> client.v1().checkout().sessions().expire(session.getId()));

    assertThat(refusal.getStatusCode()).isEqualTo(400);
    assertThat(refusal.getStripeError().getMessage())
        .isEqualTo(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout"
                + " Session has a status of `complete`.");
  }

  @Test
  void expiresAtItsTime() throws Exception {
    Instant end = clock.instant().plus(Duration.ofMinutes(30));
    client
        .v1()
        .checkout()
        .sessions()
        .create(Shop.order().setExpiresAt(end.getEpochSecond()).build());

    clock.move(Duration.ofMinutes(31));

    assertThat(shop.next("checkout.session.expired").body()).contains("\"status\":\"expired\"");
  }

  @Test
  void signsWebhooksForTheClient() throws Exception {
    assertThat(live.vitrine.stripe.event.Event.API_VERSION).isEqualTo(Stripe.API_VERSION);
    Session session = Shop.create(client, null);
    standIn.pay(session.getId(), "pm_card_visa");

    Event event = verified(shop.next("checkout.session.completed"));

    assertThat(event.getId()).startsWith("evt_");
    assertThat(event.getLivemode()).isFalse();
    Session told = (Session) event.getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(told.getId()).isEqualTo(session.getId());
    assertThat(told.getPaymentStatus()).isEqualTo("paid");
    assertThat(client.v1().events().list().getData())
        .extracting(Event::getType)
        .containsExactly("checkout.session.completed", "payment_intent.succeeded");
  }

  @Test
  void refusesAnotherKey() {
    AuthenticationException refusal =
        catchThrowableOfType(
            AuthenticationException.class,
            () -> Shop.create(Shop.client(standIn, "sk_test_another"), null));

    assertThat(refusal.getStatusCode()).isEqualTo(401);
  }

  @Test
  void refusesWhatStripeRefuses() {
    long now = clock.instant().getEpochSecond();
    refuses(Shop.order().setExpiresAt(now + 1799), null, "at least 30 minutes");
    refuses(Shop.order().setExpiresAt(now + 86_400), null, "less than 24 hours");
    refuses(Shop.order().putExtraParam("colour", "blue"), "parameter_unknown", "colour");
    refuses(Shop.order().setSuccessUrl(""), "parameter_invalid_empty", "success_url");
    refuses(Shop.order().setSuccessUrl("paid"), "url_invalid", "scheme");
    refuses(Shop.order().setCustomerEmail("ada"), "email_invalid", "ada");
    refuses(
        Shop.order().addLineItem(Shop.line("eur", -1, 1)), "parameter_invalid_integer", "negative");
    refuses(Shop.order().addLineItem(Shop.line("usd", 100, 1)), null, "expected currency: `eur`");
    refuses(SessionCreateParams.builder(), "parameter_missing", "mode");
    SessionCreateParams.Builder many = Shop.order();
    for (int i = 0; i < 100; i++) {
      many.addLineItem(Shop.line("eur", 1, 1));
    }
    refuses(many, null, "up to 100 line items");
  }

  @Test
  void keepsToTheRulesOfCurrencies() throws StripeException {
    refuses(only("eur", 49), "amount_too_small", "€0.50 eur");
    refuses(only("jpy", 49), "amount_too_small", "¥50 jpy");
    refuses(only("kwd", 1005), "parameter_invalid_integer", "divisible by 10");
    refuses(only("isk", 10_050), "parameter_invalid_integer", "divisible by 100");
    refuses(only("zzz", 1000), null, "Invalid currency: zzz");
    for (SessionCreateParams.Builder order : List.of(only("jpy", 500), only("kwd", 1250))) {
      assertThat(client.v1().checkout().sessions().create(order.build()).getAmountTotal())
          .isPositive();
    }
  }

  private static SessionCreateParams.Builder only(String currency, long amount) {
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        .setSuccessUrl("https://shop.example/paid")
        .addLineItem(Shop.line(currency, amount, 1));
  }

  private void refuses(SessionCreateParams.Builder order, @Nullable String code, String words) {
    InvalidRequestException refusal =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> client.v1().checkout().sessions().create(order.build()));
    assertThat(refusal).as(words).isNotNull();
    assertThat(refusal.getStatusCode()).isEqualTo(400);
    assertThat(refusal.getCode()).isEqualTo(code);
    assertThat(refusal.getMessage()).contains(words);
  }

  /** Verified without the client's check of age, as the clock here is not its clock. */
  private static Event verified(Shop.Webhook webhook) throws Exception {
    return Webhook.constructEvent(webhook.body(), webhook.signature(), Shop.SECRET, Long.MAX_VALUE);
  }
}
