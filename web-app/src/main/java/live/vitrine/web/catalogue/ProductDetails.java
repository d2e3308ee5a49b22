package live.vitrine.web.catalogue;

import java.util.List;
import live.vitrine.web.money.Money;

/**
 * What a product's page says besides its offers.
 *
 * @param paragraphs of its description
 * @param options what there is to choose: {@code Size}
 * @param taxIncluded whether prices contain the tax
 * @param shipping of one order of this shop
 */
public record ProductDetails(
    long id,
    String name,
    List<String> paragraphs,
    List<String> options,
    String shopName,
    String shopHandle,
    boolean taxIncluded,
    boolean taxed,
    Money shipping,
    List<Picture> pictures) {}
