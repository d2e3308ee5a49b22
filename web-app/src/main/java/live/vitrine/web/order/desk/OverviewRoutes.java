package live.vitrine.web.order.desk;

import java.time.Clock;
import java.util.List;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.order.history.After;
import live.vitrine.web.order.history.OrderView;
import live.vitrine.web.page.Pages;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;

/** The host's first page: numbers, what to do next, the latest orders. */
public final class OverviewRoutes {
  private static final int LATEST = 5;

  private final Database database;
  private final HostOrders orders;
  private final Pages pages;
  private final Clock clock;

  public OverviewRoutes(Database database, Pages pages, Clock clock) {
    this.database = database;
    this.orders = new HostOrders(database);
    this.pages = pages;
    this.clock = clock;
  }

  /** What the page shows. */
  public record Model(String shopName, Overview overview, List<OrderView> latest) {
    public boolean isNothingToDo() {
      return overview.unshipped() == 0 && overview.flagged() == 0 && overview.low().isEmpty();
    }
  }

  public void register(Routes routes) {
    routes.get("/host", Access.HOST, this::show);
  }

  private Answer show(Request request) {
    long shopId = request.shopId();
    List<OrderView> latest = orders.page(shopId, OrderFilter.all(), After.nothing(), LATEST);
    Model model =
        database.read(handle -> {
          Shop shop = ShopRepository.find(handle, shopId).orElseThrow();
          return new Model(
              shop.name(), Overview.of(handle, shopId, shop.currency(), clock.instant()), latest);
        });
    return pages.page(request, "order/desk/overview", model);
  }
}
