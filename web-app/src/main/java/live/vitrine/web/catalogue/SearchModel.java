package live.vitrine.web.catalogue;

import java.util.List;

/**
 * What the page of a search shows.
 *
 * @param categories to choose from
 */
public record SearchModel(
    SearchQuery query, List<String> categories, List<ShopTile> shops, Listing products) {}
