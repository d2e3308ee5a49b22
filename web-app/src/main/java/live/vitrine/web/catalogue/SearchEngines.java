package live.vitrine.web.catalogue;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Routes;
import org.jdbi.v3.core.Handle;

/**
 * {@code robots.txt} and {@code sitemap.xml}: the newest shops and products, at most 10 min old.
 */
final class SearchEngines {
  private static final Duration AGE = Duration.ofMinutes(10);
  private static final int MOST_SHOPS = 5_000;
  private static final int MOST_PRODUCTS = 20_000;
  private static final List<String> PRIVATE =
      List.of("/account", "/admin", "/api", "/cart", "/checkout", "/host", "/orders", "/search");

  private final URI site;
  private final Recent<Boolean, Buffer> sitemap;

  SearchEngines(Database database, URI site) {
    this.site = site;
    this.sitemap = new Recent<>(AGE, 1, _ -> database.read(this::readSitemap));
  }

  void register(Routes routes) {
    routes
        .get("/robots.txt", Access.ANYONE, _ -> robots())
        .get(
            "/sitemap.xml",
            Access.ANYONE,
            _ -> Answer.of(200, "application/xml", sitemap.get(true)).cachedPublicly(600));
  }

  private Answer robots() {
    StringBuilder text = new StringBuilder("User-agent: *\n");
    PRIVATE.forEach(path -> text.append("Disallow: ").append(path).append('\n'));
    text.append("Sitemap: ").append(site).append("/sitemap.xml\n");
    return Answer.of(200, "text/plain; charset=utf-8", Buffer.buffer(text.toString()))
        .cachedPublicly(3600);
  }

  private Buffer readSitemap(Handle handle) {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            """);
    add(xml, "/");
    handle
        .createQuery(
            "SELECT handle FROM shop WHERE status = 'open' ORDER BY created_at DESC LIMIT :most")
        .bind("most", MOST_SHOPS)
        .mapTo(String.class)
        .forEach(shopHandle -> add(xml, "/shops/" + shopHandle));
    handle
        .createQuery(
            """
            SELECT p.id FROM product p JOIN shop s ON s.id = p.shop_id
            WHERE p.active = TRUE AND p.deleted_at IS NULL AND s.status = 'open'
            ORDER BY p.created_at DESC, p.id DESC LIMIT :most
            """)
        .bind("most", MOST_PRODUCTS)
        .mapTo(Long.class)
        .forEach(id -> add(xml, "/products/" + id));
    return Buffer.buffer(xml.append("</urlset>\n").toString());
  }

  /** Nothing in a path of ours needs escaping: handles and numbers. */
  private void add(StringBuilder xml, String path) {
    xml.append("<url><loc>").append(site).append(path).append("</loc></url>\n");
  }
}
