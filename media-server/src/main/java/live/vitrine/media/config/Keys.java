package live.vitrine.media.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
  static final Setting<Integer> RTMPS_PORT = port("rtmps.port", "0 (off) to 65535");
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
          TLS_CERTIFICATE,
          TLS_KEY);

  private Keys() {}

  private static Setting<Integer> port(String key, String allowed) {
    return new Setting<>(key, allowed, value -> integer(value.text(), 0, 65_535));
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
