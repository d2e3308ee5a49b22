package live.vitrine.web.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import live.vitrine.web.cart.CartRoutes;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.HttpContext;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.WebServer;
import live.vitrine.web.page.Assets;
import live.vitrine.web.page.Pages;
import live.vitrine.web.page.Site;
import live.vitrine.web.picture.PictureFeature;
import live.vitrine.web.session.Sessions;

/** The running web-app. */
public final class WebApp implements AutoCloseable {
  private final Vertx vertx;
  private final Storage storage;
  private final WebServer server;
  private final PictureFeature pictures;
  private final int port;
  private final URI publicUrl;

  private WebApp(
      Vertx vertx,
      Storage storage,
      WebServer server,
      PictureFeature pictures,
      int port,
      URI publicUrl) {
    this.vertx = vertx;
    this.storage = storage;
    this.server = server;
    this.pictures = pictures;
    this.port = port;
    this.publicUrl = publicUrl;
  }

  /**
   * Starts it; blocks until it answers.
   *
   * @throws IOException the database or the port cannot be used; the message says which
   */
  public static WebApp start(Settings settings, Clock clock) throws IOException {
    Storage storage = Storage.open(settings);
    Vertx vertx = Vertx.vertx();
    Database database = storage.database();
    URI publicUrl =
        settings.publicUrl().orElse(URI.create("http://localhost:" + settings.web().port()));
    Pages pages = new Pages(new Site(publicUrl, Assets.load(), settings.stripe().isStandIn()));
    Sessions sessions = new Sessions(database, settings.session(), clock);
    WebServer server =
        new WebServer(vertx, settings, new HttpContext(publicUrl, sessions, List.of()), pages);
    pages.site().assets().addTo(server.router());
    Routes routes = new Routes();
    PictureFeature pictures = new PictureFeature(settings, database, clock);
    pictures.register(routes);
    pictures.start();
    Carts carts = new Carts(database, clock);
    new CartRoutes(database, carts, sessions, pages).register(routes);
    server.add(routes);
    int port = server.listen(settings.web().bind().getHostAddress(), settings.web().port());
    return new WebApp(vertx, storage, server, pictures, port, publicUrl);
  }

  public int port() {
    return port;
  }

  public URI publicUrl() {
    return publicUrl;
  }

  @Override
  public void close() {
    server.close();
    pictures.close();
    vertx.close().await();
    storage.close();
  }
}
