package live.vitrine.web.catalogue;

import java.util.List;
import live.vitrine.web.shop.Shop;

/** What the page of a shop shows. */
public record ShopModel(Shop shop, List<String> paragraphs, Listing shelf) {}
