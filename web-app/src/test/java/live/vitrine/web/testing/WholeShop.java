package live.vitrine.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;

/**
 * A web-app as it is after its first start without any settings: with test payments, whose page a
 * browser can open, and with a media-server.
 */
public final class WholeShop implements AutoCloseable {
  private final RunningWebApp app;
  private final StripeStandIn stripe;
  private final MediaServerStandIn media;

  private WholeShop(RunningWebApp app, StripeStandIn stripe, MediaServerStandIn media) {
    this.app = app;
    this.stripe = stripe;
    this.media = media;
  }

  public static WholeShop open() {
    try {
      MediaServerStandIn media = MediaServerStandIn.open();
      int payments = RunningWebApp.freePort();
      RunningWebApp app =
          RunningWebApp.openWith(
              Map.of(
                  "VITRINE_MEDIA_ADMIN_URL", media.url().toString(),
                  "VITRINE_MEDIA_RTMP_URL", "rtmp://live.example.org/live",
                  "VITRINE_STRIPE_STANDIN_PORT", String.valueOf(payments)));
      return new WholeShop(app, stripe(app, payments), media);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StripeStandIn stripe(RunningWebApp app, int port) throws IOException {
    List<String> secrets = Files.readAllLines(app.data().resolve("stripe-standin.secret"));
    return StripeStandIn.start(
        new StandInSettings(
            "127.0.0.1",
            port,
            URI.create("http://localhost:" + port),
            secrets.get(0),
            List.of(secrets.get(1)),
            List.of(app.url().resolve("/webhooks/stripe")),
            null,
            StandInSettings.DEFAULT_CAPACITY,
            Clock.systemUTC()));
  }

  public RunningWebApp app() {
    return app;
  }

  /** The link that makes the first administrator. */
  public String setupLink() throws IOException {
    return Files.readString(app.data().resolve("setup-link")).strip();
  }

  /** What a query answers. */
  public long number(String sql, Object... values) {
    return app.database().read(handle -> handle.select(sql, values).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    app.close();
    stripe.close();
    media.close();
  }
}
