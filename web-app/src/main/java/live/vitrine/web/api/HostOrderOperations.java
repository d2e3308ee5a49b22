package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.order.desk.HostOrders;
import live.vitrine.web.order.desk.OrderFilter;
import live.vitrine.web.order.desk.Shipping;

/** The orders of the shop that a key belongs to. */
final class HostOrderOperations {
  private final HostOrders orders;
  private final Shipping shipping;
  private final OrderJson json;

  HostOrderOperations(HostOrders orders, Shipping shipping, OrderJson json) {
    this.orders = orders;
    this.shipping = shipping;
    this.json = json;
  }

  void addTo(Map<String, Operation> operations) {
    operations.put("listHostOrders", this::list);
    operations.put("getHostOrder", this::order);
    operations.put("shipHostOrder", this::ship);
  }

  private Answer list(Call call) {
    Request request = call.request();
    OrderFilter filter =
        new OrderFilter(
            request.queryParameter("status"),
            request.queryParameter("unshipped").filter("true"::equals).isPresent(),
            request.queryParameter("flagged").filter("true"::equals).isPresent(),
            day(request, "from"),
            day(request, "to"),
            request.queryParameter("q").orElse(""));
    return ApiJson.page(
        orders.page(call.byKey().shopId(), filter, OrderJson.after(call), call.limit() + 1),
        call.limit(),
        json::order,
        OrderJson::cursor);
  }

  private static Optional<LocalDate> day(Request request, String name) {
    try {
      return request.queryParameter(name).map(LocalDate::parse);
    } catch (DateTimeException _) {
      throw new ProblemException(Problem.field(400, name, name + " is no day of the calendar."));
    }
  }

  private Answer order(Call call) {
    return Answer.json(
        json.order(
            orders
                .find(call.byKey().shopId(), call.request().pathParameter("code"))
                .orElseThrow(HttpException::notFound)));
  }

  private Answer ship(Call call) {
    JsonObject body = call.body();
    Shipping.Outcome outcome =
        shipping.ship(
            call.byKey().shopId(),
            call.request().pathParameter("code"),
            body.getString("carrier").strip(),
            body.getString("trackingNumber").strip(),
            call.byKey().ownerId(),
            call.request().address());
    return switch (outcome) {
      case Shipping.Outcome.Shipped _ -> order(call);
      case Shipping.Outcome.Corrected _ -> order(call);
      case Shipping.Outcome.NotPaid _ ->
          throw new ProblemException(
              Problem.of(409, "The order is not paid: only paid orders are shipped."));
      case Shipping.Outcome.Unknown _ -> throw HttpException.notFound();
    };
  }
}
