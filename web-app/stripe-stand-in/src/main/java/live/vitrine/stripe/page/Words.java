package live.vitrine.stripe.page;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The page's words in one language, already safe for HTML. */
final class Words {
  private final Locale language;
  private final ResourceBundle bundle;

  private Words(Locale language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "live.vitrine.stripe.page.messages",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The session's language, otherwise the first the browser asks for. */
  static Words of(@Nullable String sessionLocale, @Nullable String acceptLanguage) {
    if (sessionLocale != null && !sessionLocale.equals("auto")) {
      return new Words(Locale.forLanguageTag(sessionLocale));
    }
    String first = acceptLanguage == null ? "" : acceptLanguage.split("[,;]", 2)[0].strip();
    return new Words(first.isEmpty() ? Locale.ENGLISH : Locale.forLanguageTag(first));
  }

  Locale language() {
    return language;
  }

  /** The language that the words are really in. */
  String tag() {
    return bundle.getLocale().getLanguage().isEmpty() ? "en" : bundle.getLocale().toLanguageTag();
  }

  String get(String key, Object... values) {
    return Html.escape(new MessageFormat(bundle.getString(key), language).format(values));
  }
}
