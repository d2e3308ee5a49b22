package live.vitrine.web.catalogue;

import java.util.List;

/**
 * One page of a list of products.
 *
 * @param page from 1
 * @param hasNext whether there are more after it
 */
public record Listing(List<Tile> tiles, int page, boolean hasNext) {
  /** How many tiles a page has. */
  public static final int SIZE = 24;

  static final Listing NOTHING = new Listing(List.of(), 1, false);

  public boolean isEmpty() {
    return tiles.isEmpty();
  }
}
