package live.vitrine.web.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A secret of 256 random bits, as text that fits into cookies and addresses, and its SHA-256, which
 * is all that is stored: whoever reads the database cannot use what is there.
 */
public final class SessionToken {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final String text;

  private SessionToken(String text) {
    this.text = text;
  }

  public static SessionToken random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What somebody sent, whatever it is. */
  public static SessionToken of(String text) {
    return new SessionToken(text);
  }

  /** 43 characters of base64url where it is one of ours. */
  public String text() {
    return text;
  }

  /** 32 bytes. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionToken token && MessageDigest.isEqual(hash(), token.hash());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash());
  }

  /** Hidden, so that it cannot get into a log. */
  @Override
  public String toString() {
    return "SessionToken[…]";
  }
}
