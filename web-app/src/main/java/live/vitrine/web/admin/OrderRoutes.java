package live.vitrine.web.admin;

import java.util.List;
import java.util.Map;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.order.history.OrderView;
import live.vitrine.web.order.history.OrderViews;
import live.vitrine.web.page.Pages;
import org.jdbi.v3.core.Handle;

/** {@code /admin/orders}: the orders of all shops, to be read. */
final class OrderRoutes {
  private static final int LONGEST_SEARCH = 254;

  private final Pages pages;
  private final Database database;

  OrderRoutes(AdminContext context) {
    this.pages = context.pages();
    this.database = context.database();
  }

  void register(Routes routes) {
    routes.get("/admin/orders", Access.ADMINISTRATOR, this::list);
    routes.get("/admin/orders/:code", Access.ADMINISTRATOR, this::show);
  }

  private Answer list(Request request) {
    String typed = request.queryParameter("q").orElse("").strip();
    String search = typed.substring(0, Math.min(typed.length(), LONGEST_SEARCH));
    Listing<OrderView> found =
        Listing.of(
            request,
            Map.of("q", search),
            (limit, offset) ->
                database.read(
                    handle -> OrderViews.load(handle, ids(handle, search, limit, offset))));
    return pages.page(request, "admin/orders", found);
  }

  /** Those that somebody must look at first. */
  private static List<Long> ids(Handle handle, String search, int limit, int offset) {
    String where =
        search.isEmpty()
            ? ""
            : " WHERE code = CONVERT(UPPER(:search) USING ascii) OR email LIKE :pattern ESCAPE '!'";
    return handle
        .createQuery(
            "SELECT id FROM shop_order"
                + where
                + " ORDER BY flag IS NULL, id DESC LIMIT :limit OFFSET :offset")
        .bind("search", search)
        .bind("pattern", Listing.pattern(search))
        .bind("limit", limit)
        .bind("offset", offset)
        .mapTo(Long.class)
        .list();
  }

  private Answer show(Request request) {
    String code = request.pathParameter("code");
    OrderView order =
        database.read(handle ->
            OrderViews.load(
                    handle,
                    handle
                        .select("SELECT id FROM shop_order WHERE code = ?", code)
                        .mapTo(Long.class)
                        .list())
                .stream()
                .findFirst()
                .orElseThrow(HttpException::notFound));
    return pages.page(request, "admin/order", order);
  }
}
