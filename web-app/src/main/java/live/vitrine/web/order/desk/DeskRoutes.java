package live.vitrine.web.order.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.order.history.After;
import live.vitrine.web.order.history.OrderView;
import live.vitrine.web.page.Pages;
import live.vitrine.web.payment.RefundRequest;
import live.vitrine.web.payment.RefundResult;
import live.vitrine.web.text.Message;

/** The host's pages of orders. */
public final class DeskRoutes {
  private static final int PAGE = 25;

  private final HostOrders orders;
  private final Shipping shipping;
  private final RefundDesk refunds;
  private final Pages pages;

  public DeskRoutes(Database database, Shipping shipping, RefundDesk refunds, Pages pages) {
    this.orders = new HostOrders(database);
    this.shipping = shipping;
    this.refunds = refunds;
    this.pages = pages;
  }

  public void register(Routes routes) {
    routes
        .get("/host/orders", Access.HOST, this::list)
        .get("/host/orders/export", Access.HOST, this::export)
        .get("/host/orders/:code", Access.HOST, this::order)
        .get("/host/orders/:code/packing-slip", Access.HOST, this::slip)
        .post("/host/orders/:code/shipment", Access.HOST, this::ship)
        .post("/host/orders/:code/refund", Access.HOST, this::refund);
  }

  /**
   * A page of the list.
   *
   * @param query the filter as it is in addresses
   * @param next where the next page begins
   */
  public record ListModel(
      List<OrderView> orders, Form form, String query, Optional<String> next, boolean isFirst) {
    public List<String> statuses() {
      return FilterForm.STATUSES;
    }

    public int mostExported() {
      return OrderCsv.MOST;
    }
  }

  private Answer list(Request request) {
    FilterForm filter = new FilterForm(request);
    After after = request.queryParameter("after").flatMap(After::parse).orElseGet(After::nothing);
    List<OrderView> found = orders.page(request.shopId(), filter.read(), after, PAGE + 1);
    boolean more = found.size() > PAGE;
    List<OrderView> shown = more ? found.subList(0, PAGE) : found;
    return pages.page(
        request,
        "order/desk/list",
        new ListModel(
            shown,
            filter.form(),
            filter.query(),
            more ? Optional.of(After.of(shown.getLast().head()).text()) : Optional.empty(),
            request.queryParameter("after").isEmpty()));
  }

  private Answer export(Request request) throws IOException {
    OrderFilter filter = new FilterForm(request).read();
    Path file = Files.createTempFile("orders", ".csv");
    try {
      OrderCsv.write(orders, request.shopId(), filter, file);
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
    return Answer.downloadAndRemove("orders.csv", "text/csv; charset=utf-8", file);
  }

  /** One order with its forms. */
  public record Model(OrderView order, Form shipment, Form refund) {
    public boolean canRefund() {
      return order.head().isPaid() && order.refundable().minor() > 0;
    }

    public String restockField(OrderView.Line line) {
      return RefundForm.restockField(line.id());
    }
  }

  private Answer order(Request request) {
    OrderView order = own(request);
    return pages.page(
        request,
        "order/desk/order",
        new Model(order, shipmentForm(order), RefundForm.fresh(order)));
  }

  private OrderView own(Request request) {
    return orders
        .find(request.shopId(), request.pathParameter("code"))
        .orElseThrow(HttpException::notFound);
  }

  private static Form shipmentForm(OrderView order) {
    return Form.of(
        Map.of(
            "carrier", order.head().tracking().carrier(),
            "number", order.head().tracking().number()));
  }

  private Answer slip(Request request) {
    return pages.page(request, "order/desk/slip", own(request));
  }

  private Answer ship(Request request) {
    Form form = request.form();
    String carrier = form.line("carrier", 0, Shipping.LONGEST_CARRIER);
    String number = form.line("number", 0, Shipping.LONGEST_NUMBER);
    if (form.isValid()) {
      Shipping.Outcome outcome =
          shipping.ship(
              request.shopId(),
              request.pathParameter("code"),
              carrier,
              number,
              request.signedIn().accountId(),
              request.address());
      switch (outcome) {
        case Shipping.Outcome.Shipped _ -> {
          return back(request, "notice.desk-shipped");
        }
        case Shipping.Outcome.Corrected _ -> {
          return back(request, "notice.desk-corrected");
        }
        case Shipping.Outcome.Unknown _ -> throw HttpException.notFound();
        case Shipping.Outcome.NotPaid _ -> form.error("carrier", Message.of("desk.ship.not-paid"));
      }
    }
    OrderView order = own(request);
    return pages.invalid(
        request, "order/desk/order", new Model(order, form, RefundForm.fresh(order)));
  }

  private static Answer back(Request request, String notice) {
    return Answer.redirect("/host/orders/" + request.pathParameter("code")).withNotice(notice);
  }

  private Answer refund(Request request) {
    OrderView order = own(request);
    Optional<RefundRequest> asked = RefundForm.read(request, order);
    if (asked.isPresent()) {
      RefundResult result = refunds.request(asked.get());
      if (result instanceof RefundResult.Requested) {
        return back(request, "notice.desk-refund");
      }
      RefundForm.explain(request.form(), result);
    }
    return pages.invalid(
        request, "order/desk/order", new Model(order, shipmentForm(order), request.form()));
  }
}
