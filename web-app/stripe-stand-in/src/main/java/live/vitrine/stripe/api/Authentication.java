package live.vitrine.stripe.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import live.vitrine.stripe.checkout.ApiError;
import org.jspecify.annotations.Nullable;

/** The secret key, as a bearer token or as the user name of basic authentication. */
final class Authentication {
  private final byte[] secretKey;

  Authentication(String secretKey) {
    this.secretKey = secretKey.getBytes(StandardCharsets.UTF_8);
  }

  void check(@Nullable String header) {
    String key = header == null ? "" : key(header);
    if (key.isEmpty()) {
      throw ApiError.refused(
          401,
          null,
          "You did not provide an API key. You need to provide your API key in the Authorization"
              + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
    }
    if (!MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), secretKey)) {
      String end = key.length() > 12 ? key.substring(key.length() - 4) : "";
      throw ApiError.refused(401, null, "Invalid API Key provided: ********" + end);
    }
  }

  private static String key(String header) {
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return header.substring(7).strip();
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
