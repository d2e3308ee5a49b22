package live.vitrine.stripe.checkout;

import java.security.SecureRandom;

/** Names as Stripe makes them: a prefix that tells the kind, then random letters and digits. */
public final class Ids {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String session() {
    return random("cs_test_a1", 56);
  }

  public static String next(String prefix) {
    return random(prefix, 24);
  }

  public static String request() {
    return random("req_", 14);
  }

  private static String random(String prefix, int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    StringBuilder name = new StringBuilder(prefix.length() + length).append(prefix);
    for (byte b : bytes) {
      // Slightly uneven, which is good enough for names nobody may guess.
      name.append(ALPHABET.charAt((b & 0xff) % ALPHABET.length()));
    }
    return name.toString();
  }
}
