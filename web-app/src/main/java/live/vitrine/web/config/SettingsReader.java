package live.vitrine.web.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads settings one by one, remembers each with its origin, and collects what is wrong. */
final class SettingsReader {
  private static final String ROOT = "vitrine";
  private static final Set<String> SECRETS =
      Set.of("db.password", "mail.smtp-url", "stripe.secret-key", "stripe.webhook-secret");

  private final Map<String, String> environment;
  private final Config defaults;
  private final Config file;
  private final List<EffectiveValue> values = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Path folder;

  SettingsReader(Map<String, String> environment, Path workingFolder) {
    this.environment = environment;
    this.defaults =
        ConfigFactory.parseResources(SettingsReader.class.getClassLoader(), "reference.conf")
            .getConfig(ROOT);
    Path data =
        workingFolder.resolve(
            environment.getOrDefault(variable("data"), defaults.getString("data")));
    this.folder = workingFolder;
    this.file = readFile(data.resolve("web-app.conf"));
    reportUnknownKeys();
  }

  private Config readFile(Path path) {
    if (!Files.exists(path)) {
      return ConfigFactory.empty();
    }
    try {
      Config parsed =
          ConfigFactory.parseFile(
              path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
      return parsed.hasPath(ROOT) ? parsed.getConfig(ROOT) : ConfigFactory.empty();
    } catch (ConfigException e) {
      problems.add(path + " cannot be read: " + e.getMessage());
      return ConfigFactory.empty();
    }
  }

  private void reportUnknownKeys() {
    Set<String> unknown = new TreeSet<>();
    file.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !defaults.hasPathOrNull(key))
        .forEach(unknown::add);
    unknown.forEach(key -> problems.add("There is no setting " + key + "; reference.conf has all"));
    if (file.hasPath("data")) {
      problems.add("data says where web-app.conf is: set VITRINE_DATA instead");
    }
  }

  static String variable(String key) {
    return "VITRINE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * The value of {@code key}, made by {@code parser}, which throws {@link
   * IllegalArgumentException}.
   */
  <T> T read(String key, String allowed, Function<String, T> parser) {
    String standard = defaults.getString(key);
    String text = standard;
    String origin = "default";
    if (file.hasPath(key)) {
      ConfigValue value = file.getValue(key);
      text = String.valueOf(value.unwrapped());
      origin = value.origin().description();
    }
    String set = environment.get(variable(key));
    if (set != null) {
      text = set.strip();
      origin = variable(key);
    }
    String shown = SECRETS.contains(key) && !text.isEmpty() ? "***" : withoutSecrets(text);
    values.add(new EffectiveValue(key, variable(key), shown, origin));
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(
          "%s is %s (%s); allowed: %s"
              .formatted(key, shown.equals("***") ? shown : "\"" + shown + "\"", origin, allowed));
      return parser.apply(standard);
    }
  }

  /** Passwords can be part of addresses: {@code //user:secret@host}, {@code ?password=secret}. */
  private static String withoutSecrets(String text) {
    return text.replaceAll("//[^/?#@\\s]*@", "//***@")
        .replaceAll("(?i)([?&;][^=&;]*(?:password|secret|token)[^=&;]*=)[^&;]*", "$1***");
  }

  String text(String key) {
    return read(key, "text", Function.identity());
  }

  int integer(String key, int least, int most) {
    return read(
        key,
        "a number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<String> names =
        List.of(type.getEnumConstants()).stream()
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return read(
        key, String.join(", ", names), text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  Path folder(String key) {
    return read(key, "the path of a folder", text -> folder.resolve(text).toAbsolutePath())
        .normalize();
  }

  InetAddress address(String key) {
    return read(
        key, "an IP address of this machine, 0.0.0.0 or :: for all", InetAddress::ofLiteral);
  }

  List<String> list(String key) {
    return read(
        key,
        "values separated by commas",
        text ->
            List.of(text.split(",", -1)).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList());
  }

  /** An http or https address without a slash at its end, or nothing. */
  Optional<URI> url(String key) {
    return read(
        key,
        "an http or https address, or nothing",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(httpAddress(text)));
  }

  URI httpUrl(String key) {
    return read(key, "an http or https address", SettingsReader::httpAddress);
  }

  URI rtmpUrl(String key) {
    return read(
        key,
        "an rtmp or rtmps address",
        text -> {
          URI uri = parse(text);
          if (uri.getHost() == null || !Set.of("rtmp", "rtmps").contains(uri.getScheme())) {
            throw new IllegalArgumentException();
          }
          return uri;
        });
  }

  private static URI httpAddress(String text) {
    URI uri = parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException();
    }
    return uri;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Says that settings do not fit together. */
  void problem(String problem) {
    problems.add(problem);
  }

  List<EffectiveValue> values() {
    return List.copyOf(values);
  }

  void check() throws InvalidSettingsException {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
