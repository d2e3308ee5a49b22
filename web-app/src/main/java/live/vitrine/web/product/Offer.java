package live.vitrine.web.product;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A variant as it can be bought at one moment: the only place that says what something costs.
 *
 * @param variantName the chosen options, {@code M / blue}; empty where there is nothing to choose
 * @param price the flash price while there is one and it is lower, the usual price otherwise
 * @param usualPrice the price without the flash
 * @param compareAt the crossed-out price
 * @param available pieces that can be bought at {@code price} now
 * @param limitPerOrder pieces one order may have at most
 * @param buyable whether shop, product and variant are active: pieces aside
 */
public record Offer(
    long variantId,
    long productId,
    long shopId,
    String productName,
    String variantName,
    String sku,
    Optional<String> pictureId,
    Money price,
    Money usualPrice,
    Optional<Money> compareAt,
    int available,
    Optional<Integer> limitPerOrder,
    Optional<Flash> flash,
    boolean buyable) {

  /** A flash price in force. */
  public record Flash(long id, Instant endsAt, Optional<Integer> remaining) {}

  /** How many of it one order can have now. */
  public int most() {
    return Math.min(available, limitPerOrder.orElse(Integer.MAX_VALUE));
  }
}
