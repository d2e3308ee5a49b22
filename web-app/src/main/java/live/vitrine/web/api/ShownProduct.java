package live.vitrine.web.api;

import java.util.List;
import live.vitrine.web.product.Offer;

/**
 * A product as anybody may see it.
 *
 * @param shop the handle of its shop
 * @param offers of its active variants, in the host's order
 */
record ShownProduct(
    long id,
    String shop,
    String name,
    String description,
    long shelfPosition,
    List<Picture> pictures,
    List<Offer> offers) {

  /** A picture of it, also in words. */
  record Picture(String id, String alternative) {}
}
