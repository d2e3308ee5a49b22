package live.vitrine.web.order;

import java.security.SecureRandom;

/** What people call an order: 12 characters of Crockford's base 32, 60 random bits. */
public final class OrderCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private OrderCode() {}

  static String random() {
    StringBuilder code = new StringBuilder(LENGTH);
    RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> code.append(ALPHABET.charAt(i)));
    return code.toString();
  }

  /** Whether {@code text} can be the code of an order. */
  public static boolean isCode(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
