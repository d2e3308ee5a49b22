package live.vitrine.stripe.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import live.vitrine.stripe.fault.AttemptPlan;

/** Posts one signed event. Follows no redirect; waits so long for an answer as it is told. */
public final class WebhookSender {
  /** As long as Stripe waits. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final List<String> WRONG_SECRETS = List.of("whsec_not_the_secret");

  private final Vertx vertx;
  private final HttpClient client;
  private final Clock clock;
  private final List<String> secrets;
  private final Duration timeout;

  /**
   * A sender of its own connections.
   *
   * @param secrets one, or two while they are being changed
   * @param timeout for connecting, and again until the answer has come
   */
  public WebhookSender(Vertx vertx, Clock clock, List<String> secrets, Duration timeout) {
    this.vertx = vertx;
    this.clock = clock;
    this.secrets = List.copyOf(secrets);
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) timeout.toMillis()),
            new PoolOptions().setHttp1MaxSize(32));
  }

  /** The status that the endpoint answered. */
  Future<Integer> send(Event event, URI url, int pending, AttemptPlan plan) {
    String body = event.json(pending).encode();
    long time = clock.instant().minus(plan.age()).getEpochSecond();
    String signature =
        WebhookSignature.header(time, body, plan.wrongSignature() ? WRONG_SECRETS : secrets);
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.toString())
            .putHeader("Content-Type", "application/json; charset=utf-8")
            .putHeader("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
            .putHeader("Stripe-Signature", signature);
    Promise<Integer> outcome = Promise.promise();
    client
        .request(options)
        .onFailure(outcome::tryFail)
        .onSuccess(request -> {
          long timer =
              vertx.setTimer(
                  timeout.toMillis(),
                  _ -> {
                    outcome.tryFail("no answer within " + timeout);
                    request.reset();
                  });
          // The body of an answer is read and thrown away, within the same time.
          request
              .send(Buffer.buffer(body))
              .compose(response -> {
                outcome.tryComplete(response.statusCode());
                return response.end();
              })
              .onFailure(outcome::tryFail)
              .onComplete(_ -> vertx.cancelTimer(timer));
        });
    return outcome.future();
  }
}
