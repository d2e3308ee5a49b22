package live.vitrine.web.cart;

import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.Offer;

/**
 * A variant in a cart, as it can be bought now.
 *
 * @param priceSeen the price that was shown to the shopper last
 */
public record CartLine(Offer offer, int quantity, Money priceSeen) {

  /** Why a line cannot be ordered as it is. */
  public enum Problem {
    /** It is not sold any more. */
    GONE,
    SOLD_OUT,
    /** There are some, but not so many. */
    TOO_FEW,
    /** One order may not have so many. */
    ABOVE_LIMIT
  }

  public Optional<Problem> problem() {
    if (!offer.buyable()) {
      return Optional.of(Problem.GONE);
    }
    if (offer.available() == 0) {
      return Optional.of(Problem.SOLD_OUT);
    }
    if (quantity > offer.limitPerOrder().orElse(Integer.MAX_VALUE)) {
      return Optional.of(Problem.ABOVE_LIMIT);
    }
    return quantity > offer.available() ? Optional.of(Problem.TOO_FEW) : Optional.empty();
  }

  /** Whether there are pieces of it to be had: it counts, and costs. */
  public boolean isAvailable() {
    return offer.buyable() && offer.available() > 0;
  }

  /** Whether it costs something else than what was shown. */
  public boolean isRepriced() {
    return isAvailable() && offer.price().minor() != priceSeen.minor();
  }

  public Money total() {
    return offer.price().times(quantity);
  }
}
