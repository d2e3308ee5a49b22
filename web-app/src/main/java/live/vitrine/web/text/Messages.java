package live.vitrine.web.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of one language: {@code messages.properties} (English) or {@code
 * messages_de.properties}. Patterns are those of {@link MessageFormat}, and only where arguments
 * are given: an apostrophe is doubled in those only.
 */
public final class Messages {
  private final Locale locale;
  private final ResourceBundle bundle;
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

  Messages(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "messages",
            locale,
            Messages.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public Locale locale() {
    return locale;
  }

  /**
   * The words for {@code key}.
   *
   * @throws MissingResourceException no language has them: a mistake of ours
   */
  public String text(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    if (arguments.length == 0) {
      return pattern;
    }
    MessageFormat format = formats.computeIfAbsent(key, _ -> new MessageFormat(pattern, locale));
    return ((MessageFormat) format.clone()).format(arguments);
  }

  public String text(Message message) {
    return text(message.key(), message.arguments().toArray());
  }

  /** Whether there are words for {@code key}. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }
}
