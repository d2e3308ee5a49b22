package live.vitrine.web.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/** Text as it was typed, in paragraphs. */
final class Paragraphs {
  private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");

  private Paragraphs() {}

  /** What stands between blank lines; nothing for a blank text. */
  static List<String> of(String text) {
    return text.isBlank()
        ? List.of()
        : BLANK_LINES.splitAsStream(text.strip()).map(String::strip).toList();
  }
}
