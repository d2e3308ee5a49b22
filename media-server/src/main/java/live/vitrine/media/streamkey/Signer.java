package live.vitrine.media.streamkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import live.vitrine.media.hub.StreamId;

/** Makes the signature of a key. Safe to use from any thread. */
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "stream-key|v1|";

  /** 128 bits: out of reach for guessing, and short enough to paste. */
  private static final int SIGNATURE_BYTES = 16;

  private final SecretKeySpec secret;

  /** Copies the secret. */
  Signer(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** 22 characters of base64url. */
  String signature(StreamId streamId, int generation) {
    String signed = PURPOSE + streamId.value() + "|" + generation;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] whole = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(whole, SIGNATURE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
