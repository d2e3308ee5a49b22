package live.vitrine.media.relay;

import java.util.regex.Pattern;

/** The names that operators give to push targets. */
final class Names {
  static final String ALLOWED = "1 to 64 characters of A-Z, a-z, 0-9, '_' and '-'";
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Names() {}

  static boolean isValid(String name) {
    return PATTERN.matcher(name).matches();
  }
}
