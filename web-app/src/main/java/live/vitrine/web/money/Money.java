package live.vitrine.web.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in the smallest unit of its currency: 1999 EUR is 19.99 €, 1999 JPY is 1,999 ¥.
 *
 * <p>Arithmetic throws {@link ArithmeticException} on overflow and {@link IllegalArgumentException}
 * where currencies differ: neither can be caused by input, whose bounds are checked before.
 *
 * @param minor may be negative
 */
public record Money(long minor, Currency currency) {
  /**
   * No amount that somebody types in may be larger: 10 million of the main unit with two decimals.
   */
  public static final long MOST = 1_000_000_000L;

  public static Money of(long minor, String currencyCode) {
    return new Money(minor, Currency.getInstance(currencyCode));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, minorOf(other)), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, minorOf(other)), currency);
  }

  public Money times(int quantity) {
    return new Money(Math.multiplyExact(minor, (long) quantity), currency);
  }

  /** The tax that has to be added to this amount; halves are rounded up. */
  public Money taxOnTop(int basisPoints) {
    return new Money(divideHalfUp(Math.multiplyExact(minor, (long) basisPoints), 10_000), currency);
  }

  /** The tax that is contained in this amount; halves are rounded up. */
  public Money taxWithin(int basisPoints) {
    return new Money(
        divideHalfUp(Math.multiplyExact(minor, (long) basisPoints), 10_000L + basisPoints),
        currency);
  }

  public boolean isGreaterThan(Money other) {
    return minor > minorOf(other);
  }

  /** In the main unit: 19.99. */
  public BigDecimal decimal() {
    return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
  }

  /** As people of a language write it: 19,99 € */
  public String text(Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
    format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
    return format.format(decimal());
  }

  private long minorOf(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency);
    }
    return other.minor;
  }

  private static long divideHalfUp(long dividend, long divisor) {
    return BigDecimal.valueOf(dividend)
        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
