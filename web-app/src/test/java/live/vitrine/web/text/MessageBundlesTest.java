package live.vitrine.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundles agree with each other and with the pages and classes that use them. */
final class MessageBundlesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Map<String, Path> FILES =
      Map.of(
          "en", RESOURCES.resolve("messages.properties"),
          "de", RESOURCES.resolve("messages_de.properties"));

  /**
   * A key as it is written in a page or a class; one that ends with a dot is the beginning of keys.
   */
  private static final Pattern USE =
      Pattern.compile("(?:\\.t|Message\\.of|withNotice)\\(\\s*\"([a-z][a-zA-Z0-9.-]*)\"");

  @Test
  void haveTheSameKeys() throws IOException {
    assertThat(bundle("de").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(bundle("en").stringPropertyNames());
  }

  @Test
  void sayEachThingOnce() throws IOException {
    for (Path file : FILES.values()) {
      TreeSet<String> seen = new TreeSet<>();
      List<String> twice = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0 && line.charAt(0) != '#' && !seen.add(line.substring(0, equals).strip())) {
          twice.add(line);
        }
      }
      assertThat(twice).as(file.toString()).isEmpty();
    }
  }

  @Test
  void haveEveryKeyThatIsUsed() throws IOException {
    Properties english = bundle("en");
    Map<String, String> missing = new TreeMap<>();
    for (Path file : sources()) {
      Matcher use = USE.matcher(Files.readString(file));
      while (use.find()) {
        String key = use.group(1);
        boolean known =
            key.endsWith(".")
                ? english.stringPropertyNames().stream().anyMatch(name -> name.startsWith(key))
                : english.containsKey(key);
        if (!known) {
          missing.put(key, file.getFileName().toString());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** An apostrophe that is not doubled would swallow the rest of a pattern. */
  @Test
  void takeTheSameArgumentsInEveryLanguage() throws IOException {
    Properties english = bundle("en");
    Properties german = bundle("de");
    for (String key : english.stringPropertyNames()) {
      if (english.getProperty(key).contains("{0")) {
        assertThat(arguments(german.getProperty(key)))
            .as(key)
            .isEqualTo(arguments(english.getProperty(key)));
      }
    }
  }

  private static int arguments(String pattern) {
    return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
  }

  private static Properties bundle(String language) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(FILES.get(language))) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("src/main/jte", "src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().matches(".*\\.(jte|java)")).forEach(all::add);
      }
    }
    return all;
  }
}
