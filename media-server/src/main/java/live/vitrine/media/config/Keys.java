package live.vitrine.media.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys there are; {@code reference.conf} explains each of them and holds its default. */
final class Keys {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String PORT_RANGE = "0 (any free port) to 65535";
  private static final String ADDRESS =
      "an IP address of this machine, 0.0.0.0 or :: for all of them";

  static final Setting<Path> DATA = new Setting<>("data", "the path of a folder", Keys::folder);
  static final Setting<String> INSTANCE_ID =
      new Setting<>("instance-id", "1 to 64 of A-Z a-z 0-9 _ -", Keys::name);
  static final Setting<PublishAuth> PUBLISH_AUTH = choice("publish-auth", PublishAuth.class);
  static final Setting<Duration> MERGE_MILLIS =
      new Setting<>(
          "merge-millis", "0 to 1000", value -> Duration.ofMillis(integer(value.text(), 0, 1_000)));
  static final Setting<LogLevel> LOG_LEVEL = choice("log-level", LogLevel.class);
  static final Setting<InetAddress> BIND = new Setting<>("bind", ADDRESS, Keys::address);
  static final Setting<Integer> RTMP_PORT = port("rtmp.port", PORT_RANGE);
  static final Setting<Integer> HTTP_PORT = port("http.port", PORT_RANGE);
  static final Setting<Integer> ADMIN_PORT = port("admin.port", PORT_RANGE);
  static final Setting<InetAddress> ADMIN_BIND =
      new Setting<>("admin.bind", ADDRESS, Keys::address);
  static final Setting<Integer> RTMPS_PORT = securePort("rtmps.port");
  static final Setting<Path> TLS_CERTIFICATE =
      new Setting<>(
          "tls.certificate",
          "a PEM file with the server's certificate",
          value -> pem(value, "BEGIN CERTIFICATE"));
  static final Setting<Path> TLS_KEY =
      new Setting<>(
          "tls.key",
          "a PEM file with a private key in PKCS #8 that is not encrypted",
          value -> pem(value, "BEGIN PRIVATE KEY"));

  static final Setting<Integer> HTTPS_PORT = securePort("https.port");
  static final Setting<Integer> RECONNECT_GRACE =
      new Setting<>(
          "reconnect-grace-seconds", "0 to 3600", value -> integer(value.text(), 0, 3_600));
  static final Setting<Integer> PART_MILLIS =
      new Setting<>("hls.part-millis", "100 to 1000", value -> integer(value.text(), 100, 1_000));
  static final Setting<Integer> DVR_SECONDS =
      new Setting<>("hls.dvr-seconds", "10 to 86400", value -> integer(value.text(), 10, 86_400));
  static final Setting<Integer> DVR_DISK_MIB =
      new Setting<>("hls.disk-mib", "0 to 10000000", value -> integer(value.text(), 0, 10_000_000));
  static final Setting<RecordingFormat> RECORDING_FORMAT =
      choice("recording.format", RecordingFormat.class);
  static final Setting<Path> RECORDING_FOLDER =
      new Setting<>("recording.folder", "the path of a folder", Keys::folder);
  static final Setting<Integer> RECORDING_MAX_AGE =
      new Setting<>(
          "recording.max-age-days", "0 (for ever) to 36500", v -> integer(v.text(), 0, 36_500));
  static final Setting<Integer> RECORDING_MAX_TOTAL =
      new Setting<>(
          "recording.max-total-gib",
          "0 (no limit) to 1000000",
          value -> integer(value.text(), 0, 1_000_000));
  static final Setting<Integer> RECORDING_MIN_FREE =
      new Setting<>(
          "recording.min-free-mib", "0 to 1000000", value -> integer(value.text(), 0, 1_000_000));
  static final Setting<Boolean> RECORDING_STILLS =
      new Setting<>("recording.stills", "true, false", value -> flag(value.text()));
  static final Setting<String> S3_BUCKET = text("recording.s3.bucket", "a bucket's name, or empty");
  static final Setting<String> S3_REGION = text("recording.s3.region", "a region's name");
  static final Setting<String> S3_PREFIX = text("recording.s3.prefix", "a prefix, or empty");
  static final Setting<Optional<URI>> S3_ENDPOINT = url("recording.s3.endpoint");
  static final Setting<List<URI>> WEBHOOK_URLS =
      new Setting<>(
          "webhooks.urls",
          "http or https addresses, separated by commas, or nothing",
          value -> Urls.list(value.text()));
  static final Setting<String> WEBHOOK_SECRET =
      new Setting<>(
          "webhooks.secret",
          "whsec_ and base64 of 24 to 64 bytes, or nothing",
          value -> Urls.secret(value.text()));
  static final Setting<Optional<URI>> AUTHORIZE_URL = url("webhooks.authorize-url");
  static final Setting<Integer> AUTHORIZE_TIMEOUT =
      new Setting<>(
          "webhooks.authorize-timeout-millis",
          "100 to 10000",
          value -> integer(value.text(), 100, 10_000));
  static final Setting<AuthorizeFallback> AUTHORIZE_FALLBACK =
      choice("webhooks.authorize-fallback", AuthorizeFallback.class);
  static final Setting<Integer> DRAIN_SECONDS =
      new Setting<>("drain.seconds", "0 to 86400", value -> integer(value.text(), 0, 86_400));
  static final Setting<Optional<String>> RECONNECT_URL =
      new Setting<>(
          "drain.reconnect-url",
          "an rtmp or rtmps address, or nothing",
          value -> Urls.rtmp(value.text()));

  /** In the order of the reference. */
  static final List<Setting<?>> ALL =
      List.of(
          DATA,
          INSTANCE_ID,
          PUBLISH_AUTH,
          MERGE_MILLIS,
          LOG_LEVEL,
          BIND,
          RTMP_PORT,
          HTTP_PORT,
          ADMIN_PORT,
          ADMIN_BIND,
          RTMPS_PORT,
          HTTPS_PORT,
          TLS_CERTIFICATE,
          TLS_KEY,
          RECONNECT_GRACE,
          PART_MILLIS,
          DVR_SECONDS,
          DVR_DISK_MIB,
          RECORDING_FORMAT,
          RECORDING_FOLDER,
          RECORDING_MAX_AGE,
          RECORDING_MAX_TOTAL,
          RECORDING_MIN_FREE,
          RECORDING_STILLS,
          S3_BUCKET,
          S3_REGION,
          S3_PREFIX,
          S3_ENDPOINT,
          WEBHOOK_URLS,
          WEBHOOK_SECRET,
          AUTHORIZE_URL,
          AUTHORIZE_TIMEOUT,
          AUTHORIZE_FALLBACK,
          DRAIN_SECONDS,
          RECONNECT_URL);

  /** What a secure port is when any free one will do. */
  static final int ANY_PORT = -1;

  private Keys() {}

  private static Setting<Integer> port(String key, String allowed) {
    return new Setting<>(key, allowed, value -> integer(value.text(), 0, 65_535));
  }

  /** Zero is taken for "off", so any free port has a word instead. */
  private static Setting<Integer> securePort(String key) {
    return new Setting<>(
        key,
        "0 (off), any (any free port), 1 to 65535",
        value -> value.text().equals("any") ? ANY_PORT : integer(value.text(), 0, 65_535));
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Setting<String> text(String key, String allowed) {
    return new Setting<>(key, allowed, WrittenValue::text);
  }

  private static Setting<Optional<URI>> url(String key) {
    return new Setting<>(
        key, "an http or https address, or nothing", value -> Urls.optional(value.text()));
  }

  private static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type) {
    String allowed =
        String.join(
            ", ",
            List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList());
    return new Setting<>(
        key, allowed, value -> Enum.valueOf(type, value.text().toUpperCase(Locale.ROOT)));
  }

  private static int integer(String text, int least, int most) {
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static String name(WrittenValue value) {
    if (!NAME.matcher(value.text()).matches()) {
      throw new IllegalArgumentException();
    }
    return value.text();
  }

  /** Literals only: a name could need the network to be understood. */
  private static InetAddress address(WrittenValue value) {
    return InetAddress.ofLiteral(value.text());
  }

  private static Path folder(WrittenValue value) {
    Path path = value.path();
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new Setting.Unusable(path + " is not a folder");
    }
    return path;
  }

  private static Path pem(WrittenValue value, String marker) {
    Path path = value.path();
    try {
      if (Files.readString(path, StandardCharsets.ISO_8859_1)
          .contains("-----" + marker + "-----")) {
        return path;
      }
    } catch (IOException _) {
      throw new Setting.Unusable("cannot read " + path);
    }
    throw new Setting.Unusable(path + " has no line -----" + marker + "-----");
  }
}
