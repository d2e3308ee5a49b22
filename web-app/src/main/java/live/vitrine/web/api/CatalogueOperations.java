package live.vitrine.web.api;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;

/** Shops and products, for everybody. */
final class CatalogueOperations {
  private static final Cursor BEGINNING = new Cursor(Integer.MIN_VALUE, 0);
  // Shorter words are in no index.
  private static final int SHORTEST_WORD = 3;
  private static final int MOST_WORDS = 8;

  private final Database database;
  private final Clock clock;
  private final ApiJson json;

  CatalogueOperations(Database database, Clock clock, ApiJson json) {
    this.database = database;
    this.clock = clock;
    this.json = json;
  }

  void addTo(Map<String, Operation> operations) {
    operations.put("listShops", this::shops);
    operations.put("getShop", this::shop);
    operations.put("listShopProducts", this::products);
    operations.put("getProduct", this::product);
    operations.put("searchProducts", this::search);
  }

  private Answer shops(Call call) {
    long before = call.cursor().map(Cursor::second).orElse(Long.MAX_VALUE);
    List<Shop> found =
        database.read(handle ->
            CatalogueQueries.openShops(handle, before, call.limit() + 1).stream()
                .flatMap(id -> ShopRepository.find(handle, id).stream())
                .toList());
    return ApiJson.page(found, call.limit(), json::shop, shop -> new Cursor(0, shop.id()));
  }

  private Answer shop(Call call) {
    return Answer.json(json.shop(open(call)));
  }

  private Shop open(Call call) {
    Optional<Shop> found =
        database.read(
            handle -> ShopRepository.findByHandle(handle, call.request().pathParameter("handle")));
    return found
        .filter(shop -> shop.status() == Shop.Status.OPEN)
        .orElseThrow(HttpException::notFound);
  }

  private Answer products(Call call) {
    Shop shop = open(call);
    Cursor after = call.cursor().orElse(BEGINNING);
    List<ShownProduct> found =
        database.read(handle ->
            CatalogueQueries.ofShop(
                handle, shop.handle(), after, call.limit() + 1, clock.instant()));
    return ApiJson.page(
        found,
        call.limit(),
        json::product,
        product -> new Cursor(product.shelfPosition(), product.id()));
  }

  private Answer product(Call call) {
    long id = call.request().pathNumber("productId");
    return Answer.json(
        json.product(
            database
                .read(handle -> CatalogueQueries.product(handle, id, clock.instant()))
                .orElseThrow(HttpException::notFound)));
  }

  private Answer search(Call call) {
    List<String> words = words(call.request().queryParameter("q").orElse(""));
    if (words.isEmpty()) {
      throw new ProblemException(
          Problem.field(400, "q", "q needs a word of at least " + SHORTEST_WORD + " letters."));
    }
    long before = call.cursor().map(Cursor::second).orElse(Long.MAX_VALUE);
    List<ShownProduct> found =
        database.read(handle ->
            CatalogueQueries.search(handle, words, before, call.limit() + 1, clock.instant()));
    return ApiJson.page(found, call.limit(), json::product, product -> new Cursor(0, product.id()));
  }

  /** Letters and digits only: nothing that means something to the index is left. */
  private static List<String> words(String query) {
    return Arrays.stream(query.split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .limit(MOST_WORDS)
        .toList();
  }
}
