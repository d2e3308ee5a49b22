package live.vitrine.web.order;

import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A line of an order, as it was when it was ordered.
 *
 * @param variantName the chosen options; empty where there was nothing to choose
 * @param restocked pieces put back by refunds
 */
public record OrderLine(
    long id,
    long orderId,
    long variantId,
    Optional<Long> flashPriceId,
    String name,
    String variantName,
    String sku,
    Optional<String> pictureId,
    Money unitPrice,
    int quantity,
    int restocked) {

  public Money total() {
    return unitPrice.times(quantity);
  }
}
