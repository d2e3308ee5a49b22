package live.vitrine.web.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What somebody looks for.
 *
 * @param text as it was typed, at most {@value #LONGEST} characters
 * @param category empty for all
 * @param page from 1 to {@value #PAGES}
 */
public record SearchQuery(String text, String category, Sort sort, int page) {
  /** How much of what was typed counts. */
  public static final int LONGEST = 200;

  /** How far one can leaf: who has not found it by then needs other words. */
  static final int PAGES = 40;

  /** In which order. */
  public enum Sort {
    /** The best match first; without words, the newest. */
    MATCH,
    NEWEST,
    /** The cheapest first. */
    PRICE,
    /** The most expensive first. */
    PRICE_DOWN;

    /** As it is in addresses. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Sort ofKey(String key) {
      for (Sort sort : values()) {
        if (sort.key().equals(key)) {
          return sort;
        }
      }
      return MATCH;
    }
  }

  /** Whether nothing was asked for in particular. */
  public boolean isOpen() {
    return text.isBlank() && category.isEmpty();
  }

  /** The address of another page of the same search. */
  public String address(int other) {
    return "/search?q="
        + URLEncoder.encode(text, StandardCharsets.UTF_8)
        + "&category="
        + category
        + "&sort="
        + sort.key()
        + "&page="
        + other;
  }
}
