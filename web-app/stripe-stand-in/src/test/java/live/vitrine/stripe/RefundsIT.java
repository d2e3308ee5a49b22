package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds as Stripe's own client sees them. */
class RefundsIT {
  private final MovableClock clock = new MovableClock();
  private StripeStandIn standIn;
  private StripeClient client;
  private Shop shop;

  @BeforeEach
  void start() {
    shop = Shop.open();
    standIn =
        StripeStandIn.start(
            StandInSettings.of(Shop.KEY, Shop.SECRET)
                .withClock(clock)
                .withWebhookUrls(List.of(shop.url())));
    client = Shop.client(standIn);
  }

  @AfterEach
  void stop() {
    standIn.close();
    shop.close();
  }

  @Test
  void refundsInPartsUntilNothingIsLeft() throws Exception {
    String payment = paid("pm_card_visa");
    Refund first = refund(payment, 1000L);
    Refund rest = refund(payment, null);

    assertThat(first.getStatus()).isEqualTo("succeeded");
    assertThat(rest.getAmount()).isEqualTo(1990);
    assertThat(rest.getReason()).isEqualTo("requested_by_customer");
    assertThat(client.v1().refunds().retrieve(first.getId()).getPaymentIntent()).isEqualTo(payment);
    assertThat(
            client
                .v1()
                .refunds()
                .list(RefundListParams.builder().setPaymentIntent(payment).build())
                .getData())
        .extracting(Refund::getId)
        .containsExactly(rest.getId(), first.getId());
    InvalidRequestException refusal = refused(payment, 1L);
    assertThat(refusal.getCode()).isEqualTo("charge_already_refunded");
    assertThat(shop.next("charge.refunded").body()).contains("\"amount_refunded\":1000");
  }

  @Test
  void refusesMoreThanIsLeft() throws StripeException {
    String payment = paid("pm_card_visa");

    InvalidRequestException refusal = refused(payment, 3000L);

    assertThat(refusal.getMessage())
        .startsWith("Refund amount (€30.00) is greater than unrefunded amount on charge (€29.90)");
    assertThat(refusal.getParam()).isEqualTo("amount");
  }

  @Test
  void refusesWhatIsNotThere() {
    InvalidRequestException refusal = refused("pi_nobody", null);

    assertThat(refusal.getStatusCode()).isEqualTo(404);
    assertThat(refusal.getCode()).isEqualTo("resource_missing");
    assertThat(refusal.getParam()).isEqualTo("payment_intent");
  }

  @Test
  void failsLaterWithThatCard() throws Exception {
    String payment = paid("4000 0000 0000 5126");
    Refund refund = refund(payment, null);
    clock.move(Duration.ofSeconds(3));

    assertThat(shop.next("refund.failed").body()).contains(refund.getId());
    assertThat(client.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
    assertThat(refund(payment, null).getAmount()).isEqualTo(2990);
  }

  @Test
  void staysPendingUntilSettled() throws Exception {
    Refund refund = refund(paid("4000 0000 0000 7726"), null);
    standIn.settleRefund(refund.getId(), true);

    assertThat(refund.getStatus()).isEqualTo("pending");
    assertThat(shop.next("refund.updated").body()).contains("\"status\":\"succeeded\"");
  }

  @Test
  void reversesTheTransferOfADestinationCharge() throws StripeException {
    Session session =
        client
            .v1()
            .checkout()
            .sessions()
            .create(
                Shop.order()
                    .setPaymentIntentData(
                        SessionCreateParams.PaymentIntentData.builder()
                            .setApplicationFeeAmount(100L)
                            .setTransferData(
                                SessionCreateParams.PaymentIntentData.TransferData.builder()
                                    .setDestination("acct_host")
                                    .build())
                            .build())
                    .build());
    standIn.pay(session.getId(), "pm_card_visa");
    String payment = payment(session);

    Refund refund =
        client
            .v1()
            .refunds()
            .create(
                RefundCreateParams.builder()
                    .setPaymentIntent(payment)
                    .setReverseTransfer(true)
                    .setRefundApplicationFee(true)
                    .build());

    assertThat(refund.getTransferReversal()).startsWith("trr_");
    assertThat(client.v1().paymentIntents().retrieve(payment).getTransferData().getDestination())
        .isEqualTo("acct_host");
  }

  @Test
  void listsWhatHappenedSince() throws StripeException {
    String payment = paid("pm_card_visa");
    clock.move(Duration.ofSeconds(10));
    refund(payment, null);

    var params =
        EventListParams.builder()
            .setCreated(
                EventListParams.Created.builder().setGte(clock.instant().getEpochSecond()).build())
            .build();
    var some = EventListParams.builder().addType("refund.created").addType("charge.failed").build();

    assertThat(client.v1().events().list(params).getData())
        .extracting(Event::getType)
        .containsExactly("charge.refunded", "refund.created");
    assertThat(client.v1().events().list(some).getData()).hasSize(1);
  }

  private String paid(String card) throws StripeException {
    Session session = Shop.create(client, null);
    standIn.pay(session.getId(), card);
    return payment(session);
  }

  private String payment(Session session) throws StripeException {
    return client.v1().checkout().sessions().retrieve(session.getId()).getPaymentIntent();
  }

  private Refund refund(String payment, @Nullable Long amount) throws StripeException {
    RefundCreateParams.Builder params =
        RefundCreateParams.builder()
            .setPaymentIntent(payment)
            .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER);
    if (amount != null) {
      params.setAmount(amount);
    }
    return client.v1().refunds().create(params.build());
  }

  private InvalidRequestException refused(String payment, @Nullable Long amount) {
    return catchThrowableOfType(InvalidRequestException.class, () -> refund(payment, amount));
  }
}
