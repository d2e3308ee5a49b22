package live.vitrine.web.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The languages there are. A further one is a line here and a file. */
public final class Languages {
  public static final Locale STANDARD = Locale.ENGLISH;
  public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.GERMAN);
  private static final int LONGEST_HEADER = 200;

  private static final Messages STANDARD_MESSAGES = new Messages(STANDARD);
  private static final Map<String, Messages> MESSAGES =
      ALL.stream().collect(Collectors.toMap(Locale::getLanguage, Messages::new));

  private Languages() {}

  /** The words of a language; of the standard one where it is none of ours. */
  public static Messages messages(Locale locale) {
    return MESSAGES.getOrDefault(locale.getLanguage(), STANDARD_MESSAGES);
  }

  /** The language of a tag, where it is one of ours. */
  public static Optional<Locale> ofTag(String tag) {
    return ALL.stream().filter(locale -> locale.getLanguage().equals(tag)).findFirst();
  }

  /** The best of ours for an {@code Accept-Language}. */
  public static Locale ofHeader(String header) {
    if (header.isEmpty() || header.length() > LONGEST_HEADER) {
      return STANDARD;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(header), ALL);
      return found != null ? found : STANDARD;
    } catch (IllegalArgumentException _) {
      return STANDARD;
    }
  }
}
