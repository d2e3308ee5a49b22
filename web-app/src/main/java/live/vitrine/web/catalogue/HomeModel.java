package live.vitrine.web.catalogue;

import java.util.List;

/** What the first page shows. */
public record HomeModel(List<ShopTile> shops, List<Tile> newest) {}
