package live.vitrine.web.order.history;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;

/** The shopper's pages: the orders there are, one order, its receipt. */
public final class OrderRoutes {
  private static final int PAGE = 20;
  // With two seconds between: a minute and a half of asking the bank.
  private static final int MOST_LOOKS = 45;

  private final ShopperOrders orders;
  private final Pages pages;

  public OrderRoutes(Database database, Pages pages) {
    this.orders = new ShopperOrders(database);
    this.pages = pages;
  }

  public void register(Routes routes) {
    routes
        .get("/orders", Access.SIGNED_IN, this::list)
        .get("/orders/:code", Access.SIGNED_IN, this::order)
        .get("/orders/:code/state", Access.SIGNED_IN, this::state)
        .get("/orders/:code/receipt", Access.SIGNED_IN, this::receipt);
  }

  /**
   * A page of the list.
   *
   * @param next where the next one begins
   */
  public record ListModel(List<OrderView> orders, Optional<String> next, boolean isFirst) {}

  private Answer list(Request request) {
    After after = request.queryParameter("after").flatMap(After::parse).orElseGet(After::nothing);
    List<OrderView> found = orders.page(request.signedIn().accountId(), after, PAGE + 1);
    boolean more = found.size() > PAGE;
    List<OrderView> shown = more ? found.subList(0, PAGE) : found;
    return pages.page(
        request,
        "order/history/list",
        new ListModel(
            shown,
            more ? Optional.of(After.of(shown.getLast().head()).text()) : Optional.empty(),
            request.queryParameter("after").isEmpty()));
  }

  /**
   * One order.
   *
   * @param returned whether the shopper comes back from paying
   * @param look how often the page has looked whether the money has come; empty: no further look
   */
  public record Model(OrderView order, boolean returned, Optional<Integer> look) {
    public OrderHead head() {
      return order.head();
    }

    /** Money on its way that has not arrived. */
    public boolean isWaiting() {
      return returned && head().isPending();
    }

    /** Whether a refund is on its way or done. */
    public boolean hasRefund() {
      return order.refunds().stream().anyMatch(refund -> !refund.state().equals("failed"));
    }
  }

  private Answer order(Request request) {
    return pages.page(request, "order/history/order", model(request));
  }

  private Model model(Request request) {
    Optional<String> paid = request.queryParameter("paid");
    int look = paid.filter(text -> text.matches("[0-9]{1,2}")).map(Integer::parseInt).orElse(0);
    return new Model(
        own(request),
        paid.isPresent(),
        look < MOST_LOOKS ? Optional.of(look + 1) : Optional.empty());
  }

  private OrderView own(Request request) {
    return orders
        .find(request.signedIn().accountId(), request.pathParameter("code"))
        .orElseThrow(HttpException::notFound);
  }

  /** What a page that waits for the money looks at: when it has come, the page loads again. */
  private Answer state(Request request) {
    Model model = model(request);
    Answer answer = pages.page(request, "order/history/waiting", model);
    return model.isWaiting() ? answer : answer.withHeader("HX-Refresh", "true");
  }

  private Answer receipt(Request request) {
    OrderView order = own(request);
    if (!order.head().isPaid()) {
      throw HttpException.notFound();
    }
    return pages.page(request, "order/history/receipt", order);
  }
}
