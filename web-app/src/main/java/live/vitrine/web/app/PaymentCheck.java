package live.vitrine.web.app;

import live.vitrine.web.admin.Health;
import live.vitrine.web.admin.HealthCheck;
import live.vitrine.web.payment.PaymentHealth;
import live.vitrine.web.text.Message;

/** Whether Stripe answers, and what it sends can be believed. */
final class PaymentCheck implements HealthCheck {
  private final PaymentHealth payments;

  PaymentCheck(PaymentHealth payments) {
    this.payments = payments;
  }

  @Override
  public String name() {
    return "payments";
  }

  @Override
  public Health run() {
    return health(payments.snapshot());
  }

  static Health health(PaymentHealth.Snapshot now) {
    if (!now.isWell()) {
      return new Health.Failing(
          Message.of("admin.health.payments.away", now.failure()),
          Message.of("admin.health.payments.do"));
    }
    // Strangers may send anything at any time; where nothing right ever came it is the secret.
    boolean refused = now.lastRefusedWebhook().isPresent() && now.lastWebhook().isEmpty();
    return refused
        ? new Health.Failing(
            Message.of("admin.health.payments.refused"),
            Message.of("admin.health.payments.do-refused"))
        : new Health.Healthy(
            Message.of(
                now.lastSuccess().isPresent()
                    ? "admin.health.payments.fine"
                    : "admin.health.payments.unused"));
  }
}
