package live.vitrine.media.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Parsers of addresses and of the secret that webhooks are signed with. */
final class Urls {
  private static final String SECRET_PREFIX = "whsec_";
  private static final int MIN_SECRET_BYTES = 24;
  private static final int MAX_SECRET_BYTES = 64;

  private Urls() {}

  static Optional<URI> optional(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(http(text.strip()));
  }

  static List<URI> list(String text) {
    List<URI> urls = new ArrayList<>();
    for (String url : text.split(",", -1)) {
      optional(url).ifPresent(urls::add);
    }
    return List.copyOf(urls);
  }

  static Optional<String> rtmp(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(withScheme(text.strip(), "rtmp", "rtmps").toString());
  }

  static String secret(String text) {
    if (text.isEmpty()) {
      return text;
    }
    if (!text.startsWith(SECRET_PREFIX)) {
      throw new IllegalArgumentException();
    }
    int length = Base64.getDecoder().decode(text.substring(SECRET_PREFIX.length())).length;
    if (length < MIN_SECRET_BYTES || length > MAX_SECRET_BYTES) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static URI http(String text) {
    return withScheme(text, "http", "https");
  }

  private static URI withScheme(String text, String plain, String secure) {
    URI url = URI.create(text);
    boolean known = plain.equals(url.getScheme()) || secure.equals(url.getScheme());
    if (!known || url.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return url;
  }
}
