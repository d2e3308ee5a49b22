package live.vitrine.web.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * How it goes with Stripe since this process started, for those who operate it. Any thread. The
 * fields are read one by one: a page may mix two moments.
 */
public final class PaymentHealth {
  /**
   * What is shown.
   *
   * @param failure words of the latest failed call
   */
  public record Snapshot(
      Optional<Instant> lastSuccess,
      Optional<Instant> lastFailure,
      String failure,
      Optional<Instant> lastWebhook,
      Optional<Instant> lastRefusedWebhook) {
    /** Whether the latest call went well, or there was none. */
    public boolean isWell() {
      return lastFailure.isEmpty()
          || lastSuccess.map(success -> success.isAfter(lastFailure.get())).orElse(false);
    }
  }

  private final Clock clock;
  private volatile Optional<Instant> lastSuccess = Optional.empty();
  private volatile Optional<Instant> lastFailure = Optional.empty();
  private volatile String failure = "";
  private volatile Optional<Instant> lastWebhook = Optional.empty();
  private volatile Optional<Instant> lastRefusedWebhook = Optional.empty();

  public PaymentHealth(Clock clock) {
    this.clock = clock;
  }

  void succeeded() {
    lastSuccess = Optional.of(clock.instant());
  }

  void failed(String message) {
    failure = message;
    lastFailure = Optional.of(clock.instant());
  }

  void webhookSeen() {
    lastWebhook = Optional.of(clock.instant());
  }

  void webhookRefused() {
    lastRefusedWebhook = Optional.of(clock.instant());
  }

  public Snapshot snapshot() {
    return new Snapshot(lastSuccess, lastFailure, failure, lastWebhook, lastRefusedWebhook);
  }
}
