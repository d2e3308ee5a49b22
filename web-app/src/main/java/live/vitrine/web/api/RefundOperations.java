package live.vitrine.web.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.desk.HostOrders;
import live.vitrine.web.order.desk.RefundDesk;
import live.vitrine.web.order.history.OrderView;
import live.vitrine.web.payment.Refund;
import live.vitrine.web.payment.RefundRequest;
import live.vitrine.web.payment.RefundResult;

/** Refunds of the shop that a key belongs to. */
final class RefundOperations {
  private final HostOrders orders;
  private final RefundDesk refunds;

  RefundOperations(HostOrders orders, RefundDesk refunds) {
    this.orders = orders;
    this.refunds = refunds;
  }

  void addTo(Map<String, Operation> operations) {
    operations.put("refundHostOrder", this::refund);
  }

  private Answer refund(Call call) {
    ApiKey key = call.byKey();
    OrderView order =
        orders
            .find(key.shopId(), call.request().pathParameter("code"))
            .orElseThrow(HttpException::notFound);
    JsonObject body = call.body();
    RefundRequest request =
        new RefundRequest(
            order.head().id(),
            amount(body.getJsonObject("amount"), order),
            restock(body.getJsonArray("restock", new JsonArray()), order),
            body.getString("note", "").strip(),
            call.request().header("Idempotency-Key").orElseThrow(),
            key.ownerId(),
            call.request().address());
    return switch (refunds.request(request)) {
      case RefundResult.Requested(Refund refund) -> Answer.json(json(refund)).withStatus(201);
      case RefundResult.NotPaid _ ->
          throw new ProblemException(Problem.of(409, "The order is not paid."));
      case RefundResult.TooMuch(Money most) ->
          throw new ProblemException(
              Problem.field(422, "/amount/amount", "At most " + most.minor() + " is left."));
      case RefundResult.NotPayable _ ->
          throw new ProblemException(
              Problem.field(422, "/amount/amount", "In this currency the last digit must be 0."));
      case RefundResult.BadRestock(long lineId) ->
          throw new ProblemException(
              Problem.field(
                  422, "/restock", "Line " + lineId + " has not so many pieces to put back."));
    };
  }

  private static Money amount(JsonObject amount, OrderView order) {
    Money total = order.head().totals().total();
    if (!amount.getString("currency").equals(total.currency().getCurrencyCode())) {
      throw new ProblemException(
          Problem.field(
              422,
              "/amount/currency",
              "The order is in " + total.currency().getCurrencyCode() + "."));
    }
    return new Money(amount.getLong("amount"), total.currency());
  }

  private static Map<Long, Integer> restock(JsonArray lines, OrderView order) {
    Map<Long, Integer> pieces = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      long line = lines.getJsonObject(i).getLong("lineId");
      boolean known = order.lines().stream().anyMatch(each -> each.id() == line);
      if (!known || pieces.put(line, lines.getJsonObject(i).getInteger("quantity")) != null) {
        throw new ProblemException(
            Problem.field(
                422,
                "/restock/" + i + "/lineId",
                "The order has no such line, or it is named twice."));
      }
    }
    return Map.copyOf(pieces);
  }

  private static JsonObject json(Refund refund) {
    return OrderJson.refund(
        new OrderView.Refund(
            refund.id(),
            refund.amount(),
            refund.reason(),
            refund.note(),
            refund.state().stored(),
            refund.createdAt()));
  }
}
