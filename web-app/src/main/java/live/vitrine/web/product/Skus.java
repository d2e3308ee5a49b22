package live.vitrine.web.product;

import java.security.SecureRandom;

/** Article numbers for variants that were given none. */
final class Skus {
  private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int LENGTH = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Skus() {}

  /** One that nobody else will have. */
  static String random() {
    StringBuilder sku = new StringBuilder("V-");
    for (int letter = 0; letter < LENGTH; letter++) {
      sku.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return sku.toString();
  }
}
