package live.vitrine.stripe.checkout;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stripe's rules for amounts in a currency's smallest unit.
 *
 * <p>Three-decimal currencies need a last digit of 0. ISK and UGX have no decimals but are given
 * with two, both 0, as Stripe keeps them for compatibility.
 */
public final class Money {
  /** The most Stripe takes in one payment, in the smallest unit. */
  public static final long MAXIMUM = 99_999_999;

  private static final Set<String> NO_DECIMALS =
      Set.of(
          "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf",
          "xof", "xpf");
  private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
  private static final Set<String> TWO_ZERO_DECIMALS = Set.of("isk", "ugx");

  /** For the rest Stripe converts to the account's currency; here one unit is enough. */
  private static final Map<String, Integer> MINIMUM =
      Map.ofEntries(
          Map.entry("usd", 50),
          Map.entry("aed", 200),
          Map.entry("aud", 50),
          Map.entry("bgn", 100),
          Map.entry("brl", 50),
          Map.entry("cad", 50),
          Map.entry("chf", 50),
          Map.entry("czk", 1500),
          Map.entry("dkk", 250),
          Map.entry("eur", 50),
          Map.entry("gbp", 30),
          Map.entry("hkd", 400),
          Map.entry("huf", 17_500),
          Map.entry("inr", 50),
          Map.entry("jpy", 50),
          Map.entry("mxn", 1000),
          Map.entry("myr", 200),
          Map.entry("nok", 300),
          Map.entry("nzd", 50),
          Map.entry("pln", 200),
          Map.entry("ron", 200),
          Map.entry("sek", 300),
          Map.entry("sgd", 50),
          Map.entry("thb", 1000));

  private Money() {}

  public static void checkCurrency(String currency, String param) {
    try {
      Currency known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
      if (known.getDefaultFractionDigits() >= 0) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw ApiError.parameter(
        null, param, "Invalid currency: " + currency + ". It must be a three-letter ISO code.");
  }

  /** Refuses what this currency cannot be paid in, such as the last digit of a Kuwaiti fils. */
  public static void checkAmount(String currency, long amount, String param) {
    int step =
        THREE_DECIMALS.contains(currency) ? 10 : TWO_ZERO_DECIMALS.contains(currency) ? 100 : 1;
    if (amount % step != 0) {
      throw ApiError.parameter(
          "parameter_invalid_integer",
          param,
          "Invalid amount: "
              + amount
              + ". Amounts in "
              + currency
              + " must be divisible by "
              + step
              + ".");
    }
  }

  static void checkTotal(String currency, long total) {
    long minimum = MINIMUM.getOrDefault(currency, 1);
    if (total < minimum) {
      throw ApiError.parameter(
          "amount_too_small",
          null,
          "The Checkout Session's total amount due must add up to at least "
              + text(currency, minimum)
              + " "
              + currency);
    }
    if (total > MAXIMUM) {
      throw ApiError.parameter(
          "amount_too_large",
          null,
          "The Checkout Session's total amount due must be no more than "
              + text(currency, MAXIMUM)
              + " "
              + currency);
    }
  }

  public static String text(String currency, long amount) {
    return text(currency, amount, Locale.US);
  }

  /** As people of that language write it. */
  public static String text(String currency, long amount, Locale language) {
    int decimals = NO_DECIMALS.contains(currency) ? 0 : THREE_DECIMALS.contains(currency) ? 3 : 2;
    NumberFormat format = NumberFormat.getCurrencyInstance(language);
    format.setCurrency(Currency.getInstance(currency.toUpperCase(Locale.ROOT)));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(BigDecimal.valueOf(amount, decimals));
  }
}
