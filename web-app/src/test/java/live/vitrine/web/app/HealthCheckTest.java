package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.admin.Health;
import live.vitrine.web.mail.MailHealth;
import live.vitrine.web.payment.PaymentHealth;
import org.junit.jupiter.api.Test;

final class HealthCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");

  @Test
  void findsMailThatWaitsLong() {
    assertThat(mail(NOW.minusSeconds(60))).isInstanceOf(Health.Healthy.class);
    assertThat(mail(NOW.minusSeconds(600))).isInstanceOf(Health.Failing.class);
  }

  private static Health mail(Instant oldest) {
    return MailCheck.health(new MailHealth(1, Optional.of(oldest), 0, Optional.of("refused")), NOW);
  }

  @Test
  void findsThatStripeDoesNotAnswer() {
    assertThat(payments(Optional.of(NOW), Optional.of(NOW.minusSeconds(1)), false))
        .isInstanceOf(Health.Healthy.class);
    assertThat(payments(Optional.of(NOW.minusSeconds(1)), Optional.of(NOW), false))
        .isInstanceOf(Health.Failing.class);
  }

  @Test
  void findsThatNoWebhookIsRightButLetsNobodyPretendIt() {
    Optional<Instant> well = Optional.of(NOW);
    assertThat(payments(well, Optional.empty(), false)).isInstanceOf(Health.Failing.class);
    assertThat(payments(well, Optional.empty(), true)).isInstanceOf(Health.Healthy.class);
  }

  /** Where Stripe failed once, no webhook was refused: it is one or the other here. */
  private static Health payments(
      Optional<Instant> success, Optional<Instant> failure, boolean webhookSeen) {
    return PaymentCheck.health(
        new PaymentHealth.Snapshot(
            success,
            failure,
            "away",
            webhookSeen ? Optional.of(NOW.minusSeconds(60)) : Optional.empty(),
            failure.isPresent() ? Optional.empty() : Optional.of(NOW)));
  }
}
