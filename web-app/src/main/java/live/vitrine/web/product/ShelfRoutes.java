package live.vitrine.web.product;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.product.ProductSearch.Query;
import live.vitrine.web.product.ProductSearch.Show;

/** The list of a host's products: found, put in order, shown, hidden, deleted. */
final class ShelfRoutes {
  static final String LIST = "/host/products";
  private static final int LONGEST_SEARCH = 100;
  private static final int MOST_PAGES = Limits.PRODUCTS / ProductSearch.PAGE;

  private final Database database;
  private final Pages pages;
  private final Hosts hosts;
  private final Shelf shelf;
  private final AuditLog audit;
  private final Clock clock;

  ShelfRoutes(Database database, Pages pages, Clock clock) {
    this.database = database;
    this.pages = pages;
    this.hosts = new Hosts(database);
    this.shelf = new Shelf(database);
    this.audit = new AuditLog(clock);
    this.clock = clock;
  }

  void register(Routes routes) {
    routes
        .get(LIST, Access.HOST, this::list)
        .post(LIST + "/:id/move", Access.HOST, this::move)
        .post(LIST + "/:id/activate", Access.HOST, request -> activate(request, true))
        .post(LIST + "/:id/deactivate", Access.HOST, request -> activate(request, false))
        .post(LIST + "/:id/delete", Access.HOST, this::delete);
  }

  private Answer list(Request request) {
    Host host = hosts.of(request);
    String words = request.queryParameter("q").orElse("").strip();
    Query query =
        new Query(
            words.substring(0, Math.min(words.length(), LONGEST_SEARCH)),
            Show.of(request.queryParameter("show").orElse("")));
    ShelfModel model =
        database.read(handle -> {
          int count = ProductSearch.count(handle, host.shopId(), query);
          int last = Math.max(1, (count + ProductSearch.PAGE - 1) / ProductSearch.PAGE);
          int page = request.pageNumber(Math.min(last, MOST_PAGES));
          return new ShelfModel(
              new Form(request.query()),
              query.words(),
              query.show().word(),
              query.isWholeShelf(),
              ProductSearch.find(handle, host.shopId(), query, host.currency(), page),
              count,
              page);
        });
    return pages.page(request, "product/list", model);
  }

  private Answer move(Request request) {
    long product = request.pathNumber("id");
    Form form = request.form();
    switch (form.value("to")) {
      case "up" -> shelf.move(request.shopId(), product, -1);
      case "down" -> shelf.move(request.shopId(), product, 1);
      default -> {
        int place = form.integer("place", 1, Limits.PRODUCTS);
        if (!form.isValid()) {
          throw new HttpException(422, form.errors().values().iterator().next());
        }
        shelf.place(request.shopId(), product, place - 1);
      }
    }
    String page = form.value("page");
    return Answer.redirect(LIST + (page.matches("[1-9][0-9]{0,3}") ? "?page=" + page : ""));
  }

  private Answer activate(Request request, boolean active) {
    long id = request.pathNumber("id");
    boolean done =
        database.transaction(handle ->
            ProductRepository.setActive(handle, request.shopId(), id, active, clock.instant()));
    if (!done) {
      throw HttpException.notFound();
    }
    return back(request).withNotice(active ? "notice.product.active" : "notice.product.inactive");
  }

  private static Answer back(Request request) {
    return Answer.redirect(
        request.form().value("from").equals("edit") ? LIST + "/" + request.pathNumber("id") : LIST);
  }

  private Answer delete(Request request) {
    long id = request.pathNumber("id");
    long shop = request.shopId();
    long actor = request.signedIn().accountId();
    database.change(handle -> {
      Instant now = clock.instant();
      ProductRepository.Row product =
          ProductRepository.lock(handle, shop, id).orElseThrow(HttpException::notFound);
      boolean _ = ProductRepository.delete(handle, shop, id, now);
      VariantRepository.deleteOfProduct(handle, id, now);
      audit.write(
          handle,
          OptionalLong.of(actor),
          "product.deleted",
          "product " + id,
          product.name(),
          request.address());
    });
    return Answer.redirect(LIST).withNotice("notice.product.deleted");
  }
}
