package live.vitrine.web.shop;

import java.math.BigDecimal;
import java.util.OptionalInt;

/** Tax rates as people write them: 19, 7.7 or 8,25 per cent, with at most two decimals. */
final class TaxRate {
  private static final int MOST_BASIS_POINTS = 10_000;

  private TaxRate() {}

  /** In basis points, 0 to 10,000; empty where the text is no such rate. */
  static OptionalInt basisPoints(String text) {
    String value = text.strip().replace(',', '.').replaceAll("\\s*%$", "");
    if (!value.matches("[0-9]{1,3}(\\.[0-9]{1,2})?")) {
      return OptionalInt.empty();
    }
    int basisPoints = new BigDecimal(value).movePointRight(2).intValueExact();
    return basisPoints > MOST_BASIS_POINTS ? OptionalInt.empty() : OptionalInt.of(basisPoints);
  }

  /** For a field: 19, 7.7, 8.25. */
  static String text(int basisPoints) {
    BigDecimal rate = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
    return rate.setScale(Math.max(0, rate.scale())).toPlainString();
  }
}
