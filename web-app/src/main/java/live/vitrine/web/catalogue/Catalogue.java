package live.vitrine.web.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import live.vitrine.web.database.Database;
import live.vitrine.web.product.Offer;
import live.vitrine.web.product.OfferRepository;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;
import org.jdbi.v3.core.Handle;

/** Reads what everybody may see, at most 1 s old. Any thread that may block. */
final class Catalogue {
  private static final Duration AGE = Duration.ofSeconds(1);
  private static final int MOST_KEPT = 2_000;
  private static final int HOME_SHOPS = 8;
  private static final int HOME_PRODUCTS = 12;
  private static final int SEARCH_SHOPS = 4;

  /** The shelf of one shop, one page of it. */
  private record ShelfPage(String shopHandle, int page) {}

  /** A product and its offers as they were at one moment. */
  record Product(ProductDetails details, List<Offer> offers) {}

  /** A shop and a page of its shelf. */
  record Shelf(Shop shop, Listing listing) {}

  /** What a search found. */
  record Found(List<ShopTile> shops, Listing products) {}

  private final Clock clock;
  private final Recent<Boolean, HomeModel> home;
  private final Recent<ShelfPage, Optional<Shelf>> shelves;
  private final Recent<SearchQuery, Found> searches;
  private final Recent<Long, Optional<Product>> products;

  Catalogue(Database database, Clock clock) {
    this.clock = clock;
    this.home = new Recent<>(AGE, 1, _ -> database.read(this::readHome));
    this.shelves = new Recent<>(AGE, MOST_KEPT, key -> database.read(handle -> shelf(handle, key)));
    this.searches =
        new Recent<>(AGE, MOST_KEPT, key -> database.read(handle -> found(handle, key)));
    this.products =
        new Recent<>(AGE, MOST_KEPT, id -> database.read(handle -> product(handle, id)));
  }

  HomeModel home() {
    return home.get(true);
  }

  /** A page of the shelf of an open shop. */
  Optional<Shelf> shelf(String shopHandle, int page) {
    return shelves.get(new ShelfPage(shopHandle, page));
  }

  Found search(SearchQuery query) {
    return searches.get(query);
  }

  /** A product of an open shop. */
  Optional<Product> product(long id) {
    return products.get(id);
  }

  private HomeModel readHome(Handle handle) {
    return new HomeModel(
        ListRepository.newestShops(handle, HOME_SHOPS),
        tiles(handle, ListRepository.newest(handle, HOME_PRODUCTS)));
  }

  private Optional<Shelf> shelf(Handle handle, ShelfPage asked) {
    return ShopRepository.findByHandle(handle, asked.shopHandle())
        .filter(Shop::isOpen)
        .map(shop ->
            new Shelf(
                shop,
                listing(
                    handle,
                    asked.page(),
                    ListRepository.shelf(
                        handle, shop.id(), offset(asked.page()), Listing.SIZE + 1))));
  }

  private Found found(Handle handle, SearchQuery query) {
    SearchWords words = SearchWords.of(query.text());
    if (words.isEmpty() && !query.text().isBlank()) {
      return new Found(List.of(), Listing.NOTHING);
    }
    List<ListedProduct> rows =
        ListRepository.search(handle, query, words, offset(query.page()), Listing.SIZE + 1);
    List<ShopTile> shops =
        words.isEmpty() || query.page() > 1
            ? List.of()
            : ListRepository.shopsNamed(handle, query.text().strip(), SEARCH_SHOPS);
    Listing listing = listing(handle, query.page(), rows);
    return new Found(
        shops,
        query.page() < SearchQuery.PAGES
            ? listing
            : new Listing(listing.tiles(), listing.page(), false));
  }

  private Optional<Product> product(Handle handle, long id) {
    return ProductDetailsRepository.find(handle, id)
        .map(details ->
            new Product(
                details,
                OfferRepository.ofProduct(handle, id, clock.instant()).stream()
                    .filter(Offer::buyable)
                    .toList()));
  }

  private static int offset(int page) {
    return (page - 1) * Listing.SIZE;
  }

  private Listing listing(Handle handle, int page, List<ListedProduct> rows) {
    boolean hasNext = rows.size() > Listing.SIZE;
    return new Listing(
        tiles(handle, hasNext ? rows.subList(0, Listing.SIZE) : rows), page, hasNext);
  }

  private List<Tile> tiles(Handle handle, List<ListedProduct> rows) {
    Map<Long, List<Offer>> offers =
        OfferRepository.ofProducts(
                handle, rows.stream().map(ListedProduct::id).toList(), clock.instant())
            .stream()
            .filter(Offer::buyable)
            .collect(Collectors.groupingBy(Offer::productId));
    List<Tile> tiles = new ArrayList<>(rows.size());
    rows.forEach(row -> tiles.add(Tiles.of(row, offers.getOrDefault(row.id(), List.of()))));
    return List.copyOf(tiles);
  }
}
