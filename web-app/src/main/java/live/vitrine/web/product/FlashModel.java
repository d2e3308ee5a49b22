package live.vitrine.web.product;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Form;

/**
 * What the page of flash prices shows.
 *
 * @param overlap what is in the way of what was typed
 */
public record FlashModel(
    Form form,
    ProductDraft.Stored product,
    Currency currency,
    List<FlashPrice> flashPrices,
    Optional<FlashPrice> overlap,
    Instant now) {

  /** The variants to choose from. */
  public List<Map.Entry<String, String>> variants() {
    return product.draft().variants().stream()
        .map(variant -> Map.entry(String.valueOf(variant.id().orElseThrow()), describe(variant)))
        .toList();
  }

  private static String describe(ProductDraft.Variant variant) {
    String options = String.join(" / ", variant.options());
    return (options.isEmpty() ? "" : options + ", ")
        + variant.sku()
        + ", "
        + ProductSheet.text(variant.price());
  }

  /** Minutes for which there is a button. */
  public List<Integer> quick() {
    return FlashPriceRoutes.QUICK;
  }
}
