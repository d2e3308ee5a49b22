package live.vitrine.web.money;

import java.util.Currency;
import java.util.List;

/** The currencies a shop can sell in: those for which Stripe's number of decimals is ISO 4217's. */
public final class Currencies {
  /** In the order in which they are offered. */
  public static final List<Currency> ALL =
      List.of(
              "EUR", "USD", "GBP", "CHF", "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "HKD", "INR",
              "JPY", "KRW", "KWD", "BHD", "JOD", "OMR", "TND", "MXN", "NOK", "NZD", "PLN", "RON",
              "SEK", "SGD", "THB", "VND", "CLP", "ZAR")
          .stream()
          .map(Currency::getInstance)
          .toList();

  private Currencies() {}

  /**
   * The step in which amounts can be paid, in the smallest unit: Stripe takes currencies of three
   * decimals with a last digit of 0 only.
   */
  public static long smallestPayable(Currency currency) {
    return currency.getDefaultFractionDigits() == 3 ? 10 : 1;
  }
}
