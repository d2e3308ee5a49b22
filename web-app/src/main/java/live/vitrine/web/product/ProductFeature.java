package live.vitrine.web.product;

import java.time.Clock;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.picture.PictureUploads;

/** The pages on which hosts look after their products. */
public final class ProductFeature {
  private final ShelfRoutes shelf;
  private final CsvRoutes csv;
  private final ProductFormRoutes form;
  private final FlashPriceRoutes flashPrices;

  public ProductFeature(Database database, Pages pages, PictureUploads pictures, Clock clock) {
    Hosts hosts = new Hosts(database);
    ProductEdits edits = new ProductEdits(database, clock);
    this.shelf = new ShelfRoutes(database, pages, clock);
    this.csv = new CsvRoutes(database, new CsvImport(database, edits, clock), pages, hosts);
    this.form = new ProductFormRoutes(edits, pictures, pages, hosts);
    this.flashPrices =
        new FlashPriceRoutes(new FlashPrices(database, clock), edits, pages, hosts, clock);
  }

  public void register(Routes routes) {
    shelf.register(routes);
    // Before the routes whose paths have an ID in the same place.
    csv.register(routes);
    form.register(routes);
    flashPrices.register(routes);
  }
}
