package live.vitrine.stripe.checkout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a session. {@code unitAmount} is in the currency's smallest unit. */
public record LineItem(
    String id,
    String priceId,
    String productId,
    String name,
    @Nullable String description,
    List<String> images,
    long unitAmount,
    long quantity) {
  public LineItem {
    images = List.copyOf(images);
  }

  public long total() {
    return Math.multiplyExact(unitAmount, quantity);
  }
}
