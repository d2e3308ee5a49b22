package live.vitrine.stripe;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stand-in is set up.
 *
 * @param host what to listen on, 127.0.0.1 unless told otherwise
 * @param port 0 for any free one
 * @param publicUrl how browsers reach the payment page; null for {@code http://host:port}
 * @param secretKey what callers authenticate with
 * @param webhookSecrets one, or two while they are being changed; every one signs
 * @param webhookUrls where events are posted to
 * @param controlToken what {@code /control/…} asks for; null closes it
 * @param capacity how many sessions, events, deliveries and idempotency keys are kept each
 */
public record StandInSettings(
    String host,
    int port,
    @Nullable URI publicUrl,
    String secretKey,
    List<String> webhookSecrets,
    List<URI> webhookUrls,
    @Nullable String controlToken,
    int capacity,
    Clock clock) {
  public static final int DEFAULT_CAPACITY = 10_000;

  public StandInSettings {
    webhookSecrets = List.copyOf(webhookSecrets);
    webhookUrls = List.copyOf(webhookUrls);
    if (secretKey.isBlank()) {
      throw new IllegalArgumentException("The secret key is empty");
    }
    if (webhookSecrets.isEmpty() || webhookSecrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("There must be a webhook secret, and none may be empty");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("The port is " + port + "; allowed are 0 to 65535");
    }
    if (capacity < 1) {
      throw new IllegalArgumentException("The capacity is " + capacity + "; it must be at least 1");
    }
  }

  /** On any free port of 127.0.0.1, without webhooks and without a control path. */
  public static StandInSettings of(String secretKey, String webhookSecret) {
    return new StandInSettings(
        "127.0.0.1",
        0,
        null,
        secretKey,
        List.of(webhookSecret),
        List.of(),
        null,
        DEFAULT_CAPACITY,
        Clock.systemUTC());
  }

  public StandInSettings withClock(Clock clock) {
    return new StandInSettings(
        host,
        port,
        publicUrl,
        secretKey,
        webhookSecrets,
        webhookUrls,
        controlToken,
        capacity,
        clock);
  }

  public StandInSettings withControlToken(String token) {
    return new StandInSettings(
        host, port, publicUrl, secretKey, webhookSecrets, webhookUrls, token, capacity, clock);
  }

  public StandInSettings withWebhookSecrets(List<String> secrets) {
    return new StandInSettings(
        host, port, publicUrl, secretKey, secrets, webhookUrls, controlToken, capacity, clock);
  }

  public StandInSettings withWebhookUrls(List<URI> urls) {
    return new StandInSettings(
        host, port, publicUrl, secretKey, webhookSecrets, urls, controlToken, capacity, clock);
  }

  public StandInSettings withPublicUrl(URI url) {
    return new StandInSettings(
        host, port, url, secretKey, webhookSecrets, webhookUrls, controlToken, capacity, clock);
  }

  public StandInSettings withCapacity(int most) {
    return new StandInSettings(
        host, port, publicUrl, secretKey, webhookSecrets, webhookUrls, controlToken, most, clock);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "StandInSettings[" + host + ":" + port + ", webhooks to " + webhookUrls + "]";
  }
}
