package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.order.history.ShopperOrders;

/** What belongs to whoever is signed in. */
final class ShopperOperations {
  private final ShopperOrders orders;
  private final OrderJson json;

  ShopperOperations(Database database, ApiJson json) {
    this.orders = new ShopperOrders(database);
    this.json = new OrderJson(json);
  }

  void addTo(Map<String, Operation> operations) {
    operations.put("getSession", ShopperOperations::session);
    operations.put("listMyOrders", this::list);
    operations.put("getMyOrder", this::order);
  }

  private static Answer session(Call call) {
    Request request = call.request();
    return Answer.json(
        new JsonObject()
            .put("displayName", request.signedIn().displayName())
            .put("csrfToken", request.session().orElseThrow().csrfToken()));
  }

  private Answer list(Call call) {
    return ApiJson.page(
        orders.page(call.request().signedIn().accountId(), OrderJson.after(call), call.limit() + 1),
        call.limit(),
        json::order,
        OrderJson::cursor);
  }

  private Answer order(Call call) {
    Request request = call.request();
    return Answer.json(
        json.order(
            orders
                .find(request.signedIn().accountId(), request.pathParameter("code"))
                .orElseThrow(HttpException::notFound)));
  }
}
