package live.vitrine.web.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the web-app is told, checked and complete. {@code reference.conf} explains each.
 *
 * @param data absolute path of the data folder; it need not exist yet
 * @param publicUrl where browsers find the web-app; empty until the port is known
 * @param values every setting with its origin, for those who operate it
 */
public record Settings(
    Path data,
    Optional<URI> publicUrl,
    LogLevel logLevel,
    Web web,
    Db db,
    SessionTimes session,
    ShopOpening shopOpening,
    Mail mail,
    Stripe stripe,
    StandIn standIn,
    Duration hold,
    Media media,
    Pictures pictures,
    List<EffectiveValue> values) {

  /** The least severe events that are logged. */
  public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** Who may open a shop. */
  public enum ShopOpening {
    OPEN,
    APPROVAL
  }

  public record Web(int port, InetAddress bind, List<String> trustedProxies) {}

  /**
   * How the database is reached.
   *
   * @param url {@code jdbc:mysql://…}; empty for the embedded database
   */
  public record Db(String url, String user, String password, int poolSize) {}

  /**
   * How long sessions last.
   *
   * @param idle a session ends when it was not used for so long
   * @param absolute a session ends after this, used or not
   */
  public record SessionTimes(Duration idle, Duration absolute) {}

  /**
   * How mail is sent.
   *
   * @param smtpUrl empty where mail goes to a folder
   */
  public record Mail(Optional<URI> smtpUrl, String from) {}

  /**
   * How payments are taken.
   *
   * @param secretKey empty where the stand-in is used
   * @param apiBase empty for Stripe's own, or the stand-in's
   */
  public record Stripe(
      String secretKey, List<String> webhookSecrets, Optional<URI> apiBase, int feeBasisPoints) {
    /** Whether no real money moves. */
    public boolean isStandIn() {
      return secretKey.isEmpty();
    }
  }

  public record StandIn(int port, Optional<URI> publicUrl) {}

  public record Media(URI adminUrl, URI rtmpUrl, URI playbackUrl) {}

  /**
   * Where pictures are kept.
   *
   * @param s3Bucket empty where pictures are kept in the data folder
   */
  public record Pictures(
      String s3Bucket, String s3Region, String s3Prefix, Optional<URI> s3Endpoint) {}

  /**
   * Reads them.
   *
   * @param workingFolder what a relative data folder is relative to
   */
  public static Settings load(Map<String, String> environment, Path workingFolder)
      throws InvalidSettingsException {
    SettingsReader reader = new SettingsReader(environment, workingFolder);
    Settings settings =
        new Settings(
            reader.folder("data"),
            reader.url("public-url"),
            reader.choice("log-level", LogLevel.class),
            new Web(
                reader.integer("web.port", 0, 65_535),
                reader.address("web.bind"),
                reader.list("web.trusted-proxies")),
            new Db(
                reader.read("db.url", "jdbc:mysql://…, or nothing", Settings::jdbc),
                reader.text("db.user"),
                reader.text("db.password"),
                reader.integer("db.pool-size", 2, 200)),
            new SessionTimes(
                Duration.ofMinutes(reader.integer("session.idle-minutes", 5, 525_600)),
                Duration.ofHours(reader.integer("session.absolute-hours", 1, 8_760))),
            reader.choice("shop-opening", ShopOpening.class),
            new Mail(
                reader.read("mail.smtp-url", "smtp:// or smtps://, or nothing", Settings::smtp),
                reader.text("mail.from")),
            new Stripe(
                reader.read("stripe.secret-key", "sk_… or rk_…, or nothing", Settings::secretKey),
                reader.list("stripe.webhook-secret"),
                reader.url("stripe.api-base"),
                reader.integer("stripe.fee-basis-points", 0, 10_000)),
            new StandIn(
                reader.integer("stripe-standin.port", 1, 65_535),
                reader.url("stripe-standin.public-url")),
            Duration.ofMinutes(reader.integer("checkout.hold-minutes", 1, 1_440)),
            new Media(
                reader.httpUrl("media.admin-url"),
                reader.rtmpUrl("media.rtmp-url"),
                reader.httpUrl("media.playback-url")),
            new Pictures(
                reader.text("pictures.s3-bucket"),
                reader.text("pictures.s3-region"),
                reader.text("pictures.s3-prefix"),
                reader.url("pictures.s3-endpoint")),
            reader.values());
    if (!settings.stripe.isStandIn() && settings.stripe.webhookSecrets.isEmpty()) {
      reader.problem("stripe.secret-key is set, so stripe.webhook-secret is needed: whsec_…");
    }
    reader.check();
    return settings;
  }

  private static String jdbc(String text) {
    if (!text.isEmpty() && !text.startsWith("jdbc:mysql://")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String secretKey(String text) {
    if (!text.isEmpty() && !text.matches("[sr]k_[A-Za-z0-9_]+")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static Optional<URI> smtp(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    URI uri = URI.create(text);
    if (uri.getHost() == null || !List.of("smtp", "smtps").contains(uri.getScheme())) {
      throw new IllegalArgumentException();
    }
    return Optional.of(uri);
  }
}
