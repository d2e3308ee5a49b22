package live.vitrine.web.catalogue;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.product.Offer;
import live.vitrine.web.shop.ShopCategory;

/** The pages for shoppers: home, search, shops, products; and what search engines ask for. */
public final class CatalogueRoutes {
  private static final int MOST_SHELF_PAGES = 500;

  private final Catalogue catalogue;
  private final SearchEngines searchEngines;
  private final Pages pages;
  private final Clock clock;

  public CatalogueRoutes(Pages pages, Database database, Clock clock) {
    this.catalogue = new Catalogue(database, clock);
    this.searchEngines = new SearchEngines(database, pages.site().publicUrl());
    this.pages = pages;
    this.clock = clock;
  }

  /** Adds its addresses. */
  public void register(Routes routes) {
    routes
        .get("/", Access.ANYONE, this::home)
        .get("/search", Access.ANYONE, this::search)
        .get("/shops/:handle", Access.ANYONE, this::shop)
        .get("/products/:id", Access.ANYONE, this::product);
    searchEngines.register(routes);
  }

  private Answer home(Request request) {
    return pages.page(request, "catalogue/home", catalogue.home());
  }

  private Answer shop(Request request) {
    Catalogue.Shelf shelf =
        catalogue
            .shelf(request.pathParameter("handle"), request.pageNumber(MOST_SHELF_PAGES))
            .orElseThrow(HttpException::notFound);
    return pages.page(
        request,
        "catalogue/shop",
        new ShopModel(shelf.shop(), Paragraphs.of(shelf.shop().description()), shelf.listing()));
  }

  private Answer search(Request request) {
    String text = request.queryParameter("q").orElse("");
    SearchQuery query =
        new SearchQuery(
            text.length() > SearchQuery.LONGEST ? text.substring(0, SearchQuery.LONGEST) : text,
            request.queryParameter("category").filter(ShopCategory.ALL::contains).orElse(""),
            SearchQuery.Sort.ofKey(request.queryParameter("sort").orElse("")),
            request.pageNumber(SearchQuery.PAGES));
    Catalogue.Found found = catalogue.search(query);
    return pages.page(
        request,
        "catalogue/search",
        new SearchModel(query, ShopCategory.ALL, found.shops(), found.products()));
  }

  private Answer product(Request request) {
    Catalogue.Product product =
        catalogue.product(request.pathNumber("id")).orElseThrow(HttpException::notFound);
    Optional<Long> asked =
        request
            .queryParameter("variant")
            .filter(value -> value.matches("[1-9][0-9]{0,17}"))
            .map(Long::parseLong);
    List<Offer> offers = product.offers();
    return pages.page(
        request,
        "catalogue/product",
        new ProductModel(
            product.details(),
            offers,
            ProductModel.choose(offers, asked),
            StructuredData.of(product.details(), offers, pages.site().publicUrl()),
            clock.instant()));
  }
}
