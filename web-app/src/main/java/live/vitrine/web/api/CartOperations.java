package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.vitrine.web.cart.CartChange;
import live.vitrine.web.cart.CartLine;
import live.vitrine.web.cart.CartOwner;
import live.vitrine.web.cart.CartShop;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;

/** The cart of whoever is signed in. */
final class CartOperations {
  private final Database database;
  private final Carts carts;

  CartOperations(Database database, Carts carts) {
    this.database = database;
    this.carts = carts;
  }

  void addTo(Map<String, Operation> operations) {
    operations.put("getCart", this::cart);
    operations.put("putCartItem", this::put);
    operations.put("deleteCartItem", this::delete);
  }

  private static CartOwner owner(Call call) {
    return new CartOwner.Account(call.request().signedIn().accountId());
  }

  private Answer cart(Call call) {
    return Answer.json(
        new JsonObject()
            .put("shops", ApiJson.array(carts.view(owner(call)), CartOperations::shop)));
  }

  private Answer put(Call call) {
    long variant = call.request().pathNumber("variantId");
    int quantity = call.body().getInteger("quantity");
    CartChange change =
        database.transaction(handle -> carts.set(handle, owner(call), variant, quantity));
    return switch (change) {
      case CartChange.Done _ -> cart(call);
      case CartChange.Capped _ -> cart(call);
      case CartChange.SoldOut _ ->
          throw new ProblemException(Problem.of(409, "There are no pieces of it left."));
      case CartChange.NotSold _ -> throw HttpException.notFound();
      case CartChange.Full _ ->
          throw new ProblemException(
              Problem.of(409, "A cart has at most " + Carts.MOST_LINES + " lines."));
    };
  }

  private Answer delete(Call call) {
    long variant = call.request().pathNumber("variantId");
    database.change(handle -> carts.remove(handle, owner(call), List.of(variant)));
    return cart(call);
  }

  private static JsonObject shop(CartShop shop) {
    return new JsonObject()
        .put("shop", shop.shop().handle())
        .put("subtotal", ApiJson.money(shop.subtotal()))
        .put("lines", ApiJson.array(shop.lines(), CartOperations::line));
  }

  private static JsonObject line(CartLine line) {
    JsonObject json =
        new JsonObject()
            .put("variantId", line.offer().variantId())
            .put("productId", line.offer().productId())
            .put("name", line.offer().productName())
            .put("variantName", line.offer().variantName())
            .put("price", ApiJson.money(line.offer().price()))
            .put("quantity", line.quantity())
            .put("total", ApiJson.money(line.total()));
    line.problem()
        .ifPresent(problem ->
            json.put("problem", problem.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    return json;
  }
}
