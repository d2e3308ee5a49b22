package live.vitrine.web.app;

import java.time.Clock;
import live.vitrine.web.cart.CartRoutes;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.picture.PictureFeature;
import live.vitrine.web.session.Sessions;

/** The features, made of each other. */
final class Features {
  private final Routes routes = new Routes();
  private final PictureFeature pictures;

  Features(
      Settings settings,
      Clock clock,
      Database database,
      Sessions sessions,
      Pages pages,
      Closing closing) {
    this.pictures = closing.add(new PictureFeature(settings, database, clock));
    pictures.register(routes);
    Carts carts = new Carts(database, clock);
    new CartRoutes(database, carts, sessions, pages).register(routes);
  }

  Routes routes() {
    return routes;
  }

  /** Begins what goes on in the background. */
  void start() {
    pictures.start();
  }
}
