package live.vitrine.web.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was typed, as the database can look for it. Only letters and digits get through, so nothing
 * typed is ever an operator.
 *
 * @param indexed words that the full-text index has: found as they begin
 * @param scanned words that it does not have, being short or of a script without spaces
 */
record SearchWords(List<String> indexed, List<String> scanned) {
  private static final int MOST_WORDS = 8;
  // What InnoDB's index leaves out unless it is told otherwise.
  private static final int SHORTEST_INDEXED = 3;
  private static final int LONGEST_INDEXED = 60;
  private static final Set<String> LEFT_OUT =
      Set.of(
          "a", "about", "an", "are", "as", "at", "be", "by", "com", "de", "en", "for", "from",
          "how", "i", "in", "is", "it", "la", "of", "on", "or", "that", "the", "this", "to", "was",
          "what", "when", "where", "who", "will", "with", "und", "www");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  static SearchWords of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>(List.of(NO_WORD.split(plain)));
    List<String> indexed = new ArrayList<>();
    List<String> scanned = new ArrayList<>();
    words.stream()
        .filter(word -> !word.isEmpty() && !LEFT_OUT.contains(word))
        .limit(MOST_WORDS)
        .forEach(word -> (isIndexed(word) ? indexed : scanned).add(word));
    if (indexed.isEmpty() && scanned.isEmpty()) {
      words.stream().filter(word -> !word.isEmpty()).limit(MOST_WORDS).forEach(scanned::add);
    }
    return new SearchWords(List.copyOf(indexed), List.copyOf(scanned));
  }

  private static boolean isIndexed(String word) {
    int length = word.codePointCount(0, word.length());
    return length >= SHORTEST_INDEXED
        && length <= LONGEST_INDEXED
        && word.codePoints().noneMatch(SearchWords::isOfScriptWithoutSpaces);
  }

  private static boolean isOfScriptWithoutSpaces(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  boolean isEmpty() {
    return indexed.isEmpty() && scanned.isEmpty();
  }

  /** For {@code AGAINST (… IN BOOLEAN MODE)}: all words, each as the beginning of one. */
  String booleanMode() {
    StringBuilder expression = new StringBuilder();
    indexed.forEach(word -> expression.append('+').append(word).append("* "));
    return expression.toString().strip();
  }
}
