package live.vitrine.web.order;

import live.vitrine.web.money.Currencies;
import live.vitrine.web.money.Money;
import live.vitrine.web.shop.Shop;

/**
 * What an order costs.
 *
 * @param subtotal of the lines
 * @param tax contained in subtotal and shipping, or added to them
 * @param taxBasisPoints 1900 is 19 %
 */
public record Totals(
    Money subtotal,
    Money shipping,
    Money tax,
    int taxBasisPoints,
    boolean taxIncluded,
    Money total) {

  /** By the shop's rules as they are now. */
  public static Totals of(Shop shop, Money subtotal) {
    Money net = subtotal.plus(shop.shippingPrice());
    int rate = shop.taxBasisPoints();
    Money tax = shop.taxIncluded() ? net.taxWithin(rate) : payable(net.taxOnTop(rate));
    return new Totals(
        subtotal,
        shop.shippingPrice(),
        tax,
        rate,
        shop.taxIncluded(),
        shop.taxIncluded() ? net : net.plus(tax));
  }

  // Stripe takes no last digit in currencies of three decimals: added tax is rounded to what can
  // be paid.
  private static Money payable(Money tax) {
    long step = Currencies.smallestPayable(tax.currency());
    return new Money((tax.minor() + step / 2) / step * step, tax.currency());
  }
}
