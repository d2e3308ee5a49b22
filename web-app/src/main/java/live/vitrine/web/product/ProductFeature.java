package live.vitrine.web.product;

import java.time.Clock;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.picture.PictureUploads;

/** The pages on which hosts look after their products. */
public final class ProductFeature {
  private final ShelfRoutes shelf;
  private final ProductFormRoutes form;
  private final FlashPriceRoutes flashPrices;

  public ProductFeature(Database database, Pages pages, PictureUploads pictures, Clock clock) {
    Hosts hosts = new Hosts(database);
    ProductEdits edits = new ProductEdits(database, clock);
    this.shelf = new ShelfRoutes(database, pages, clock);
    this.form = new ProductFormRoutes(edits, pictures, pages, hosts);
    this.flashPrices =
        new FlashPriceRoutes(new FlashPrices(database, clock), edits, pages, hosts, clock);
  }

  public void register(Routes routes) {
    shelf.register(routes);
    form.register(routes);
    flashPrices.register(routes);
  }
}
