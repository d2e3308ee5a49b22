package live.vitrine.media.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import live.vitrine.media.config.InvalidSettingsException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The places a setting may be written, the strongest first: environment, file, defaults. Collects
 * what is wrong instead of stopping at the first.
 */
final class Sources {
  private final Map<String, String> environment;
  private final Config file;
  private final Config defaults;
  private final Path home;
  private final List<Problem> problems = new ArrayList<>();

  Sources(Map<String, String> environment, @Nullable Path file, Path home) {
    this.environment = environment;
    this.home = home;
    this.file = file == null ? ConfigFactory.empty() : parse(file);
    this.defaults = ConfigFactory.parseResources(Sources.class.getClassLoader(), "reference.conf");
    findUnknownKeys();
  }

  /** What was found wrong so far; the caller may add to it. */
  List<Problem> problems() {
    return problems;
  }

  /** The text that holds for a setting. An empty environment variable counts as not set. */
  WrittenValue written(Setting<?> setting) {
    String variable = environment.getOrDefault(setting.variable(), "");
    if (!variable.isEmpty()) {
      return new WrittenValue(variable, setting.variable(), Path.of(""));
    }
    if (file.hasPath(setting.key())) {
      ConfigOrigin origin = file.getValue(setting.key()).origin();
      return new WrittenValue(text(file, setting), describe(origin), folder(origin));
    }
    return new WrittenValue(text(defaults, setting), "default", home);
  }

  /** Notes a problem where the value of a setting is not allowed. */
  void check(Setting<?> setting) {
    String text = setting.shown(written(setting).text());
    try {
      read(setting);
    } catch (Setting.Unusable e) {
      note(setting, "is \"%s\" (%s)".formatted(text, e.getMessage()));
    } catch (IllegalArgumentException _) {
      note(setting, "is \"%s\"".formatted(text));
    }
  }

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException it is not allowed: {@link #check} was not asked first
   */
  <T> T read(Setting<T> setting) {
    return setting.parser().parse(written(setting));
  }

  /** Notes what is wrong with a setting. */
  void note(Setting<?> setting, String reason) {
    problems.add(
        new Problem(
            written(setting).origin(),
            "%s %s; allowed: %s".formatted(setting.key(), reason, setting.allowed())));
  }

  private Config parse(Path path) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      problems.add(new Problem(path.toString(), "is not a file that can be read"));
      return ConfigFactory.empty();
    }
    try {
      ConfigParseOptions strict = ConfigParseOptions.defaults().setAllowMissing(false);
      return ConfigFactory.parseFile(path.toFile(), strict).resolve();
    } catch (ConfigException e) {
      String origin = e.origin() == null ? path.toString() : describe(e.origin());
      problems.add(new Problem(origin, String.valueOf(e.getMessage())));
      return ConfigFactory.empty();
    }
  }

  private void findUnknownKeys() {
    Set<String> known = Keys.ALL.stream().map(Setting::key).collect(Collectors.toSet());
    for (Map.Entry<String, ConfigValue> entry : file.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      if (!known.contains(key)) {
        problems.add(
            new Problem(
                describe(entry.getValue().origin()),
                "there is no setting \"%s\"; allowed: %s".formatted(key, names())));
      }
    }
  }

  private static String names() {
    return Keys.ALL.stream().map(Setting::key).collect(Collectors.joining(", "));
  }

  private static String text(Config config, Setting<?> setting) {
    ConfigValue value = config.getValue(setting.key());
    return switch (value.valueType()) {
      case OBJECT, LIST -> value.render(ConfigRenderOptions.concise());
      // As it was written: 007 stays 007.
      case NUMBER, BOOLEAN, STRING, NULL -> config.getString(setting.key());
    };
  }

  private static Path folder(ConfigOrigin origin) {
    Path parent = origin.filename() == null ? null : Path.of(origin.filename()).getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static String describe(ConfigOrigin origin) {
    if (origin.filename() == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0
        ? origin.filename() + ":" + origin.lineNumber()
        : origin.filename();
  }
}
