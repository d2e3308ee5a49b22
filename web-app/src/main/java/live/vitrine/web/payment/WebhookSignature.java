package live.vitrine.web.payment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Stripe-Signature}: {@code t=TIME,v1=HEX[,v1=HEX…]}, an HMAC-SHA256 over {@code
 * TIME.BODY}. Whatever somebody sends, the answer is a {@link Verdict} and never an exception.
 *
 * @see <a href="https://docs.stripe.com/webhooks/signature">Stripe: verify signatures manually</a>
 */
final class WebhookSignature {
  static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int LONGEST_HEADER = 4_096;
  private static final int MOST_SIGNATURES = 16;

  /** What a signature is worth. */
  enum Verdict {
    VALID,
    MALFORMED,
    /** Made with another secret, or over another body. */
    WRONG,
    /** Right, but too old, or of the future. */
    STALE
  }

  private final List<String> secrets;

  WebhookSignature(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  Verdict check(String header, byte[] body, Instant now) {
    if (header.length() > LONGEST_HEADER) {
      return Verdict.MALFORMED;
    }
    String time = "";
    List<byte[]> signatures = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (key.equals("t")) {
        if (!time.isEmpty() || !value.matches("[0-9]{1,12}")) {
          return Verdict.MALFORMED;
        }
        time = value;
      } else if (key.equals("v1") && value.matches("[0-9a-fA-F]{64}")) {
        signatures.add(HexFormat.of().parseHex(value));
      }
    }
    if (time.isEmpty() || signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      return Verdict.MALFORMED;
    }
    return isSigned(time, signatures, body) ? age(Long.parseLong(time), now) : Verdict.WRONG;
  }

  private boolean isSigned(String time, List<byte[]> signatures, byte[] body) {
    boolean found = false;
    for (String secret : secrets) {
      byte[] expected = sign(secret, time, body);
      for (byte[] signature : signatures) {
        found |= MessageDigest.isEqual(expected, signature);
      }
    }
    return found;
  }

  private static Verdict age(long time, Instant now) {
    long age = Math.abs(now.getEpochSecond() - time);
    return age <= TOLERANCE.toSeconds() ? Verdict.VALID : Verdict.STALE;
  }

  static byte[] sign(String secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
