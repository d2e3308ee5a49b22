package live.vitrine.web.order.desk;

import live.vitrine.web.money.Money;

/**
 * What was sold in some time.
 *
 * @param revenue less refunds
 * @param pieces less those put back on the shelf
 */
public record Numbers(long orders, Money revenue, long pieces) {
  /** What an order brings, rounded down; nothing where there is none. */
  public Money average() {
    return new Money(orders == 0 ? 0 : revenue.minor() / orders, revenue.currency());
  }
}
