package live.vitrine.web.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.session.SessionToken;

/**
 * Our cookies. Where browsers come by https they are {@code __Host-} cookies; by http, on a laptop,
 * that is not possible.
 */
final class Cookies {
  private static final Duration NOTICE = Duration.ofSeconds(30);
  private static final Duration LANGUAGE = Duration.ofDays(365);
  private static final int TOKEN_LENGTH = 43;

  private final String prefix;
  private final String attributes;
  private final Duration sessionLifetime;

  Cookies(URI publicUrl, Duration sessionLifetime) {
    boolean secure = "https".equals(publicUrl.getScheme());
    this.prefix = secure ? "__Host-" : "";
    this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    this.sessionLifetime = sessionLifetime;
  }

  Optional<SessionToken> session(Map<String, String> cookies) {
    return Optional.ofNullable(cookies.get(prefix + "session"))
        .filter(value -> value.length() == TOKEN_LENGTH)
        .map(SessionToken::of);
  }

  String begin(SessionToken token) {
    return set("session", token.text(), sessionLifetime);
  }

  String end() {
    return set("session", "", Duration.ZERO);
  }

  /** The key of a message to be shown once. */
  Optional<String> notice(Map<String, String> cookies) {
    return Optional.ofNullable(cookies.get(prefix + "notice"))
        .filter(key -> key.matches("notice\\.[a-z0-9.-]{1,60}"));
  }

  String notice(String key) {
    return set("notice", key, NOTICE);
  }

  String removeNotice() {
    return set("notice", "", Duration.ZERO);
  }

  /** The language that was chosen. */
  Optional<String> language(Map<String, String> cookies) {
    return Optional.ofNullable(cookies.get(prefix + "language"));
  }

  String language(Locale language) {
    return set("language", language.getLanguage(), LANGUAGE);
  }

  private String set(String name, String value, Duration age) {
    return prefix + name + "=" + value + attributes + "; Max-Age=" + age.toSeconds();
  }
}
