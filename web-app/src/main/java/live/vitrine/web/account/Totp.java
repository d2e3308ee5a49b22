package live.vitrine.web.account;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator: RFC 6238 with HMAC-SHA-1, 30 s and six digits, which is what every
 * authenticator knows. One step earlier or later is taken as well.
 */
final class Totp {
  static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DRIFT = 1;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /** The step at {@code now} whose code {@code code} is, if there is one. */
  static OptionalLong step(byte[] secret, String code, Instant now) {
    long current = now.getEpochSecond() / STEP_SECONDS;
    OptionalLong found = OptionalLong.empty();
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      if (MessageDigest.isEqual(bytes(code(secret, step)), bytes(code))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  static String codeAt(byte[] secret, Instant instant) {
    return code(secret, instant.getEpochSecond() / STEP_SECONDS);
  }

  /** RFC 4226 section 5.3. */
  private static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the QR code says: the key URI that authenticators read. */
  static String uri(byte[] secret, String issuer, String email) {
    return "otpauth://totp/"
        + encoded(issuer)
        + ":"
        + encoded(email)
        + "?secret="
        + Base32.encode(secret)
        + "&issuer="
        + encoded(issuer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
