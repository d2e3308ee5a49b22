package live.vitrine.web.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that are tried first, from {@code common-passwords.txt}: whatever their case. */
final class CommonPasswords {
  private static final Set<String> ALL = load();

  private CommonPasswords() {}

  static boolean contains(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    return ALL.contains(lower) || isOneCharacter(lower);
  }

  private static boolean isOneCharacter(String password) {
    return password.codePoints().distinct().count() == 1;
  }

  private static Set<String> load() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream("/common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("common-passwords.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
