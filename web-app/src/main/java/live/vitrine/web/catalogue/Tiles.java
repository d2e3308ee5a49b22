package live.vitrine.web.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.product.Offer;

/** Says in one tile what the variants of a product cost. */
final class Tiles {
  private static final Comparator<Offer> AVAILABLE_THEN_CHEAPEST =
      Comparator.<Offer, Boolean>comparing(offer -> offer.most() == 0)
          .thenComparingLong(offer -> offer.price().minor());

  private Tiles() {}

  static Tile of(ListedProduct product, List<Offer> offers) {
    Optional<Offer> shown = offers.stream().min(AVAILABLE_THEN_CHEAPEST);
    return new Tile(
        product.id(),
        product.name(),
        product.shopName(),
        product.shopHandle(),
        product.pictureId(),
        shown.map(Offer::price),
        shown.flatMap(ProductModel::crossedOut),
        shown.isPresent()
            && offers.stream().anyMatch(offer -> offer.price().isGreaterThan(shown.get().price())),
        shown.flatMap(Offer::flash).isPresent(),
        shown.map(offer -> offer.most() == 0).orElse(true));
  }
}
