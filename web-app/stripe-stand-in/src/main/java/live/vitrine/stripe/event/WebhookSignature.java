package live.vitrine.stripe.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stripe's signature header, scheme v1: one HMAC-SHA256 of time and body for each secret. */
final class WebhookSignature {
  private WebhookSignature() {}

  static String header(long epochSecond, String body, List<String> secrets) {
    StringBuilder header = new StringBuilder("t=").append(epochSecond);
    for (String secret : secrets) {
      header.append(",v1=").append(hmac(secret, epochSecond + "." + body));
    }
    return header.toString();
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
