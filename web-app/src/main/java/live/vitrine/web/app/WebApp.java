package live.vitrine.web.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import live.vitrine.web.admin.Metrics;
import live.vitrine.web.config.Settings;
import live.vitrine.web.http.HttpContext;
import live.vitrine.web.http.Route;
import live.vitrine.web.http.WebServer;
import live.vitrine.web.page.Assets;
import live.vitrine.web.page.Pages;
import live.vitrine.web.page.Site;
import live.vitrine.web.payment.PaymentFeature;
import live.vitrine.web.session.Sessions;

/** The running web-app. */
public final class WebApp implements AutoCloseable {
  private final Closing closing;
  private final int port;
  private final URI publicUrl;
  private final List<Route> routes;

  private WebApp(Closing closing, int port, URI publicUrl, List<Route> routes) {
    this.routes = routes;
    this.closing = closing;
    this.port = port;
    this.publicUrl = publicUrl;
  }

  /**
   * Starts it; blocks until it answers.
   *
   * @throws IOException the database or the port cannot be used; the message says which
   */
  public static WebApp start(Settings settings, Clock clock) throws IOException {
    Closing closing = new Closing();
    try {
      return start(settings, clock, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static WebApp start(Settings settings, Clock clock, Closing closing) throws IOException {
    Storage storage = closing.add(Storage.open(settings));
    Metrics metrics = closing.add(new Metrics());
    storage.database().measure(metrics.registry());
    Vertx vertx = metrics.vertx();
    closing.add(() -> vertx.close().await());
    URI publicUrl =
        settings.publicUrl().orElse(URI.create("http://localhost:" + settings.web().port()));
    Pages pages = new Pages(new Site(publicUrl, Assets.load(), settings.stripe().isStandIn()));
    Sessions sessions = new Sessions(storage.database(), settings.session(), clock);
    Features features =
        new Features(settings, clock, storage.database(), sessions, pages, vertx, metrics, closing);
    WebServer server =
        new WebServer(
            vertx,
            settings,
            new HttpContext(publicUrl, sessions, PaymentFeature.paymentPages(settings)),
            pages);
    pages.site().assets().addTo(server.router());
    features.addTo(server);
    server.add(features.routes());
    features.start();
    closing.add(server);
    int port = server.listen(settings.web().bind().getHostAddress(), settings.web().port());
    return new WebApp(closing, port, publicUrl, features.routes().all());
  }

  public int port() {
    return port;
  }

  public URI publicUrl() {
    return publicUrl;
  }

  /** All pages and forms there are. */
  public List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    closing.close();
  }
}
