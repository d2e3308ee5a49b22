package live.vitrine.web.payment;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.net.ApiResource;
import com.stripe.net.RequestOptions;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import live.vitrine.web.order.ConnectedAccount;
import org.jspecify.annotations.Nullable;

/**
 * The calls to Stripe, each answered within {@value #DEADLINE_SECONDS} s, if only with {@link
 * GatewayResult.Unknown}. Stripe's library does not repeat calls by itself: whoever calls decides,
 * and uses the same key.
 */
public final class PaymentGateway implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 8_000;
  // The read timeout begins again with each byte: this is the end of it.
  private static final int DEADLINE_SECONDS = 9;
  private static final Set<Integer> NOT_A_NO = Set.of(401, 403, 409);
  private static final int SERVER_ERROR = 500;
  private static final long PAGE = 100;
  private static final int MOST_PAGES = 20;

  private final StripeClient client;
  private final SessionParameters parameters;
  private final PaymentHealth health;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  PaymentGateway(
      StripeCredentials credentials, SessionParameters parameters, PaymentHealth health) {
    this.parameters = parameters;
    this.health = health;
    this.client =
        StripeClient.builder()
            .setApiKey(credentials.secretKey())
            .setApiBase(credentials.apiBase())
            .setConnectTimeout(CONNECT_MILLIS)
            .setReadTimeout(READ_MILLIS)
            .setMaxNetworkRetries(0)
            .build();
  }

  /** A call of Stripe's library. */
  private interface Call<T> {
    T run() throws StripeException;
  }

  /**
   * Makes a session. A failure that Stripe has stored under the key is a "no": it would be answered
   * for ever, and what may have been made behind it nobody has the address of.
   */
  GatewayResult<CheckoutSession> createSession(SessionRequest request) {
    return call(
        () ->
            session(
                client
                    .v1()
                    .checkout()
                    .sessions()
                    .create(parameters.of(request), key(request.attempt().idempotencyKey()))),
        PaymentGateway::isStored);
  }

  private static boolean isStored(StripeException e) {
    return e.getStripeError() != null
        && e.getStripeError().getLastResponse() != null
        && e.getStripeError()
            .getLastResponse()
            .headers()
            .firstValue("Idempotent-Replayed")
            .map("true"::equals)
            .orElse(false);
  }

  GatewayResult<CheckoutSession> session(String sessionId) {
    return call(() -> session(client.v1().checkout().sessions().retrieve(sessionId)));
  }

  /** Ends a session; declined where it is not open any more. */
  GatewayResult<CheckoutSession> expireSession(String sessionId) {
    return call(() -> session(client.v1().checkout().sessions().expire(sessionId)));
  }

  /**
   * Sends money back.
   *
   * @param payee who was paid, and pays it back; empty where it is us
   */
  GatewayResult<StripeRefund> refund(Refund refund, Optional<ConnectedAccount> payee) {
    RefundCreateParams.Builder builder =
        RefundCreateParams.builder()
            .setPaymentIntent(refund.payment())
            .setAmount(
                StripeAmount.of(refund.amount())
                    .orElseThrow(() -> new IllegalStateException("cannot be sent back")))
            .putMetadata("refund", refund.idempotencyKey());
    payee.ifPresent(account -> {
      builder.setReverseTransfer(true);
      // Stripe refuses to give back a fee that there was not.
      if (account.fee().minor() > 0) {
        builder.setRefundApplicationFee(true);
      }
    });
    RefundCreateParams refundParameters = builder.build();
    return call(() ->
        StripeJson.refund(
            json(client.v1().refunds().create(refundParameters, key(refund.idempotencyKey())))));
  }

  /** All refunds of a payment. */
  GatewayResult<List<StripeRefund>> refunds(String payment) {
    return call(() -> {
      List<StripeRefund> all = new ArrayList<>();
      String last = null;
      for (int page = 0; page < MOST_PAGES; page++) {
        RefundListParams.Builder builder =
            RefundListParams.builder().setPaymentIntent(payment).setLimit(PAGE);
        if (last != null) {
          builder.setStartingAfter(last);
        }
        StripeCollection<com.stripe.model.Refund> found =
            client.v1().refunds().list(builder.build());
        for (com.stripe.model.Refund refund : found.getData()) {
          all.add(StripeJson.refund(new JsonObject(refund.toJson())));
          last = refund.getId();
        }
        if (!found.getHasMore()) {
          break;
        }
      }
      return List.copyOf(all);
    });
  }

  /** The events that matter to us since a time, oldest first; at most 2,000 of the newest. */
  GatewayResult<List<StripeEvent>> eventsSince(Instant since) {
    return call(() -> {
      List<StripeEvent> all = new ArrayList<>();
      String last = null;
      for (int page = 0; page < MOST_PAGES; page++) {
        EventListParams.Builder builder =
            EventListParams.builder()
                .setLimit(PAGE)
                .addAllType(StripeEvent.TYPES)
                .setCreated(
                    EventListParams.Created.builder().setGte(since.getEpochSecond()).build());
        if (last != null) {
          builder.setStartingAfter(last);
        }
        StripeCollection<Event> found = client.v1().events().list(builder.build());
        for (Event event : found.getData()) {
          all.add(
              new StripeEvent(
                  event.getId(),
                  event.getType(),
                  Instant.ofEpochSecond(event.getCreated()),
                  new JsonObject(event.getDataObjectDeserializer().getRawJson())));
          last = event.getId();
        }
        if (!found.getHasMore()) {
          break;
        }
      }
      return List.copyOf(all.reversed());
    });
  }

  private static CheckoutSession session(com.stripe.model.checkout.Session session) {
    return StripeJson.session(json(session));
  }

  private static JsonObject json(ApiResource resource) {
    return new JsonObject(resource.getLastResponse().body());
  }

  private static RequestOptions key(String idempotencyKey) {
    return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
  }

  private <T> GatewayResult<T> call(Call<T> call) {
    return call(call, _ -> false);
  }

  private <T> GatewayResult<T> call(Call<T> call, Predicate<StripeException> isNo) {
    Future<GatewayResult<T>> running = threads.submit(() -> attempt(call, isNo));
    try {
      GatewayResult<T> result = running.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      switch (result) {
        case GatewayResult.Succeeded<T> _, GatewayResult.Declined<T> _ -> health.succeeded();
        case GatewayResult.Unknown<T>(String message) -> health.failed(message);
      }
      return result;
    } catch (TimeoutException _) {
      // It may still end, and its outcome is learned by asking again.
      health.failed("no answer within " + DEADLINE_SECONDS + " s");
      return new GatewayResult.Unknown<>("no answer within " + DEADLINE_SECONDS + " s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new GatewayResult.Unknown<>("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static <T> GatewayResult<T> attempt(Call<T> call, Predicate<StripeException> isNo) {
    try {
      return new GatewayResult.Succeeded<>(call.run());
    } catch (ApiConnectionException | RateLimitException | IdempotencyException | ApiException e) {
      // The same key with other parameters: what it made the first time may be there.
      return isNo.test(e)
          ? new GatewayResult.Declined<>("stored", message(e))
          : new GatewayResult.Unknown<>(message(e));
    } catch (StripeException e) {
      Integer status = e.getStatusCode();
      // A key of ours that does not hold now, the same call under way, or something that Stripe
      // does not explain: no word about what an earlier call has done, so not a "no".
      if (status == null || NOT_A_NO.contains(status) || status >= SERVER_ERROR) {
        return new GatewayResult.Unknown<>(message(e));
      }
      return new GatewayResult.Declined<>(orEmpty(e.getCode()), message(e));
    } catch (RuntimeException e) {
      // An answer that cannot be read may be half of one.
      return new GatewayResult.Unknown<>(e.toString());
    }
  }

  private static String message(StripeException e) {
    return e.getClass().getSimpleName() + ": " + orEmpty(e.getMessage());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
