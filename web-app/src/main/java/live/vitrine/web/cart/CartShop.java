package live.vitrine.web.cart;

import java.util.List;
import live.vitrine.web.money.Money;
import live.vitrine.web.shop.Shop;

/** What a cart has of one shop: one order. */
public record CartShop(Shop shop, List<CartLine> lines) {
  /** The lines that an order would have: what is gone or sold out stays in the cart. */
  public List<CartLine> available() {
    return lines.stream().filter(CartLine::isAvailable).toList();
  }

  /** What {@link #available} costs, without shipping. */
  public Money subtotal() {
    return available().stream()
        .map(CartLine::total)
        .reduce(Money.zero(shop.currency()), Money::plus);
  }

  /** Whether an order can be made of it as it is. */
  public boolean isOrderable() {
    return shop.isOpen()
        && !available().isEmpty()
        && available().stream().allMatch(line -> line.problem().isEmpty());
  }
}
