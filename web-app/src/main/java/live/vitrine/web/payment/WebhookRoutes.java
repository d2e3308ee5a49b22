package live.vitrine.web.payment;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Stripe tells what happened. Only what is signed by it is believed; anything else is 400.
 */
final class WebhookRoutes {
  static final String PATH = "/webhooks/stripe";
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
  private static final long MOST_BYTES = 256 * 1024L;

  private final WebhookSignature signature;
  private final EventIntake intake;
  private final PaymentHealth health;
  private final Clock clock;

  WebhookRoutes(WebhookSignature signature, EventIntake intake, PaymentHealth health, Clock clock) {
    this.signature = signature;
    this.intake = intake;
    this.health = health;
    this.clock = clock;
  }

  void register(Routes routes) {
    routes.raw(HttpMethod.POST, PATH, MOST_BYTES, this::receive);
  }

  private Answer receive(Request request) {
    byte[] body = request.body().getBytes();
    WebhookSignature.Verdict verdict =
        signature.check(request.header("Stripe-Signature").orElse(""), body, clock.instant());
    if (verdict != WebhookSignature.Verdict.VALID) {
      health.webhookRefused();
      LOG.warn(
          "A webhook from {} was refused: its signature is {}{}",
          request.address(),
          verdict,
          verdict == WebhookSignature.Verdict.STALE ? "; are the clocks right?" : "");
      return Answer.empty(400);
    }
    Optional<StripeEvent> event = StripeEvent.parse(new String(body, StandardCharsets.UTF_8));
    if (event.isEmpty()) {
      return Answer.empty(400);
    }
    health.webhookSeen();
    return Answer.empty(intake.take(event.get()) ? 200 : 503);
  }
}
