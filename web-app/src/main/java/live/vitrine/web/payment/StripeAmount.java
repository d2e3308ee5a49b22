package live.vitrine.web.payment;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import live.vitrine.web.money.Currencies;
import live.vitrine.web.money.Money;

/**
 * Amounts as Stripe counts them. In all currencies that shops sell in, Stripe's unit is ours, but
 * those of three decimals must end in 0, and a payment has a least and a largest amount.
 */
public final class StripeAmount {
  private static final long MOST = 99_999_999;
  private static final long LEAST_OF_OTHERS = 50;

  // What Stripe charges at least;
  // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  private static final Map<String, Long> LEAST =
      Map.ofEntries(
          Map.entry("GBP", 30L),
          Map.entry("CZK", 1_500L),
          Map.entry("DKK", 250L),
          Map.entry("HKD", 400L),
          Map.entry("MXN", 1_000L),
          Map.entry("NOK", 300L),
          Map.entry("PLN", 200L),
          Map.entry("RON", 200L),
          Map.entry("SEK", 300L),
          Map.entry("THB", 1_000L));

  private StripeAmount() {}

  /** The amount in Stripe's unit; empty where Stripe cannot take it. */
  public static OptionalLong of(Money money) {
    return money.minor() >= 0 && money.minor() % Currencies.smallestPayable(money.currency()) == 0
        ? OptionalLong.of(money.minor())
        : OptionalLong.empty();
  }

  /** What Stripe says, as money. */
  public static Money toMoney(long amount, String currency) {
    return new Money(amount, Currency.getInstance(currency.toUpperCase(Locale.ROOT)));
  }

  /** The least that can be paid at once. */
  public static Money least(Currency currency) {
    return new Money(LEAST.getOrDefault(currency.getCurrencyCode(), LEAST_OF_OTHERS), currency);
  }

  /** The most that can be paid at once. */
  public static Money most(Currency currency) {
    return new Money(MOST, currency);
  }
}
