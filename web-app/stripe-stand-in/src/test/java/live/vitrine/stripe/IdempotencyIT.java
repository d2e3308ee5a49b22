package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.stripe.fault.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Idempotency keys, and calls that go wrong. */
class IdempotencyIT {
  private StripeStandIn standIn;
  private StripeClient client;

  @BeforeEach
  void start() {
    standIn = StripeStandIn.start(StandInSettings.of(Shop.KEY, Shop.SECRET).withCapacity(5));
    client = Shop.client(standIn);
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void replaysTheFirstAnswer() throws StripeException {
    Session first = Shop.create(client, "order-17-1");
    Session second = Shop.create(client, "order-17-1");

    assertThat(second.getId()).isEqualTo(first.getId());
    assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .contains("true");
    assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.getLastResponse().headers().firstValue("Original-Request"))
        .contains(first.getLastResponse().requestId());
    assertThat(client.v1().checkout().sessions().list().getData()).hasSize(1);
  }

  @Test
  void refusesOtherParametersUnderTheSameKey() throws StripeException {
    Shop.create(client, "order-17-1");

    IdempotencyException refusal =
        catchThrowableOfType(
            IdempotencyException.class,
            () ->
                client
                    .v1()
                    .checkout()
                    .sessions()
                    .create(
                        Shop.order().setClientReferenceId("order-18").build(), key("order-17-1")));

    assertThat(refusal.getStatusCode()).isEqualTo(400);
  }

  @Test
  void keepsRefusalsThatWereExecuted() throws StripeException {
    Session session = Shop.create(client, null);
    standIn.pay(session.getId(), "delayed");
    String payment = payment(session);
    InvalidRequestException first = refused(payment);
    standIn.settle(session.getId(), true);

    assertThat(first.getMessage()).contains("does not have a successful charge to refund");
    assertThat(refused(payment).getStripeError().getMessage())
        .isEqualTo(first.getStripeError().getMessage());
  }

  private InvalidRequestException refused(String payment) {
    return catchThrowableOfType(
        InvalidRequestException.class,
        () ->
            client
                .v1()
                .refunds()
                .create(
                    RefundCreateParams.builder().setPaymentIntent(payment).build(), key("refund")));
  }

  @Test
  void forgetsRefusalsOfParameters() throws StripeException {
    assertThatThrownBy(() ->
            client
                .v1()
                .checkout()
                .sessions()
                .create(Shop.order().setCustomerEmail("ada").build(), key("order-17-1")))
        .isInstanceOf(InvalidRequestException.class);

    assertThat(Shop.create(client, "order-17-1").getStatus()).isEqualTo("open");
  }

  @Test
  void refusesASecondCallWhileTheFirstIsUnderWay() throws StripeException {
    standIn.faults().onCalls(new CallFault.Delay(Duration.ofSeconds(2)), 1);
    CompletableFuture<Session> first =
        CompletableFuture.supplyAsync(() -> {
          try {
            return Shop.create(client, "order-17-1");
          } catch (StripeException e) {
            throw new IllegalStateException(e);
          }
        });
    await().until(() -> standIn.counters().getLong("calls") == 1);

    ApiException refusal =
        catchThrowableOfType(ApiException.class, () -> Shop.create(client, "order-17-1"));

    assertThat(refusal.getStatusCode()).isEqualTo(409);
    assertThat(refusal.getCode()).isEqualTo("idempotency_key_in_use");
    assertThat(Shop.create(Shop.client(standIn), "another").getId())
        .isNotEqualTo(first.join().getId());
    assertThat(Shop.create(client, "order-17-1").getId()).isEqualTo(first.join().getId());
  }

  @Test
  void executesThoughTheAnswerIsLost() throws StripeException {
    standIn.faults().onCalls(new CallFault.LoseAnswer(), 1);

    assertThatThrownBy(() -> Shop.create(client, "order-17-1"))
        .isInstanceOf(ApiConnectionException.class);
    Session retried = Shop.create(client, "order-17-1");

    assertThat(client.v1().checkout().sessions().list().getData())
        .extracting(Session::getId)
        .containsExactly(retried.getId());
    assertThat(retried.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .contains("true");
  }

  @Test
  void failsBeforeAnythingIsDone() throws StripeException {
    standIn.faults().onCalls(new CallFault.Fail(503), 1);

    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> Shop.create(client, "order-17-1"));

    assertThat(failure.getStatusCode()).isEqualTo(503);
    assertThat(client.v1().checkout().sessions().list().getData()).isEmpty();
    assertThat(Shop.create(client, "order-17-1").getStatus()).isEqualTo("open");
  }

  @Test
  void replaysAFailureThatIsKept() {
    standIn.faults().onCalls(new CallFault.FailKept(500), 1);

    for (int i = 0; i < 2; i++) {
      ApiException failure =
          catchThrowableOfType(ApiException.class, () -> Shop.create(client, "order-17-1"));
      assertThat(failure.getStatusCode()).isEqualTo(500);
    }
  }

  @Test
  void limitsTheRateUntilReset() throws StripeException {
    standIn.faults().onCalls(new CallFault.RateLimit(), Faults.UNTIL_RESET);

    RateLimitException refusal =
        catchThrowableOfType(RateLimitException.class, () -> Shop.create(client, null));
    standIn.faults().reset();

    assertThat(refusal.getStatusCode()).isEqualTo(429);
    assertThat(Shop.create(client, null).getStatus()).isEqualTo("open");
  }

  @Test
  void limitsAFaultToAPath() throws StripeException {
    standIn.faults().onCalls(new CallFault.Fail(500), 1, "/v1/refunds");

    assertThat(Shop.create(client, null).getStatus()).isEqualTo("open");
  }

  @Test
  void keepsSoManySessionsAndKeys() throws StripeException {
    Session first = Shop.create(client, "key-0");
    for (int i = 1; i < 5; i++) {
      Shop.create(client, "key-" + i);
    }
    RateLimitException full =
        catchThrowableOfType(RateLimitException.class, () -> Shop.create(client, "key-5"));
    standIn.pay(first.getId(), "pm_card_visa");
    Shop.create(client, "key-5");

    assertThat(full.getMessage()).contains("at most 5 unfinished sessions");
    assertThat(client.v1().checkout().sessions().list().getData())
        .hasSize(5)
        .extracting(Session::getId)
        .doesNotContain(first.getId());
    assertThat(catchThrowableOfType(RateLimitException.class, () -> Shop.create(client, "key-0")))
        .as("the key of the oldest answer is forgotten, so this is a new call")
        .isNotNull();
  }

  private String payment(Session session) throws StripeException {
    return client.v1().checkout().sessions().retrieve(session.getId()).getPaymentIntent();
  }

  private static RequestOptions key(String key) {
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }
}
