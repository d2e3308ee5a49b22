package live.vitrine.web.cart;

import java.util.LinkedHashMap;
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
import live.vitrine.web.page.Pages;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.Sessions;
import live.vitrine.web.text.Message;
import org.jdbi.v3.core.Handle;

/** The cart's page, and what is done with a cart. */
public final class CartRoutes {
  private static final String PRICE = "price-";

  private final Database database;
  private final Carts carts;
  private final Sessions sessions;
  private final Pages pages;

  public CartRoutes(Database database, Carts carts, Sessions sessions, Pages pages) {
    this.database = database;
    this.carts = carts;
    this.sessions = sessions;
    this.pages = pages;
  }

  public void register(Routes routes) {
    routes
        .get("/cart", Access.ANYONE, this::show)
        .get("/cart/count", Access.ANYONE, this::count)
        .post("/cart/lines", Access.ANYONE, this::add)
        .post("/cart/lines/:variant", Access.ANYONE, this::change)
        .post("/cart/lines/:variant/remove", Access.ANYONE, this::remove)
        .post("/cart/checkout/:handle", Access.ANYONE, this::checkout);
  }

  /** What the cart's page shows. */
  public record CartModel(List<CartShop> shops) {}

  /** What the header shows. */
  public record CountModel(int count) {}

  /** What is said in place of a page about something that was put into the cart. */
  public record AddedModel(Message outcome, boolean done, int count) {}

  private Answer show(Request request) {
    return pages.page(request, "cart/cart", new CartModel(owned(request)));
  }

  private List<CartShop> owned(Request request) {
    return request.session().map(CartOwner::of).map(carts::view).orElse(List.of());
  }

  private Answer count(Request request) {
    return pages.page(
        request,
        "cart/count",
        new CountModel(request.session().map(CartOwner::of).map(carts::count).orElse(0)));
  }

  private Answer add(Request request) {
    Form form = request.form();
    long variant = number(form.value("variant"));
    int quantity = form.has("quantity") ? form.integer("quantity", 1, Carts.MOST_OF_ONE) : 1;
    if (!form.isValid()) {
      return outcome(request, request.session(), Message.of("cart.bad-quantity"), false);
    }
    Added added = database.transaction(handle -> put(handle, request, variant, quantity));
    Answer answer =
        outcome(request, added.session(), words(added.change()), !isRefused(added.change()));
    return request.session().isPresent() || added.session().isEmpty()
        ? answer
        : answer.withSession(added.session().get());
  }

  /** What came of it, and the session that it is kept in. */
  private record Added(Optional<Session> session, CartChange change) {}

  // A guest's session begins with the first thing that goes into the cart.
  private Added put(Handle handle, Request request, long variant, int quantity) {
    if (request.session().isPresent()) {
      CartOwner owner = CartOwner.of(request.session().get());
      return new Added(request.session(), carts.add(handle, owner, variant, quantity));
    }
    Session begun = sessions.begin(handle, null, request.address(), request.agent());
    CartChange change = carts.add(handle, CartOwner.of(begun), variant, quantity);
    if (isRefused(change)) {
      sessions.end(handle, begun.token());
      return new Added(Optional.empty(), change);
    }
    return new Added(Optional.of(begun), change);
  }

  private static boolean isRefused(CartChange change) {
    return switch (change) {
      case CartChange.Done _, CartChange.Capped _ -> false;
      case CartChange.SoldOut _, CartChange.NotSold _, CartChange.Full _ -> true;
    };
  }

  private Answer outcome(
      Request request, Optional<Session> session, Message message, boolean done) {
    if (request.isPartial()) {
      int count = session.map(CartOwner::of).map(carts::count).orElse(0);
      return pages.page(request, "cart/added", new AddedModel(message, done, count));
    }
    return Answer.redirect("/cart").withNotice("notice." + message.key());
  }

  private static Message words(CartChange change) {
    return Message.of(
        switch (change) {
          case CartChange.Done _ -> "cart.added";
          case CartChange.Capped _ -> "cart.capped";
          case CartChange.SoldOut _ -> "cart.sold-out";
          case CartChange.NotSold _ -> "cart.not-sold";
          case CartChange.Full _ -> "cart.full";
        });
  }

  private Answer change(Request request) {
    long variant = request.pathNumber("variant");
    int quantity = request.form().integer("quantity", 0, Carts.MOST_OF_ONE);
    if (!request.form().isValid()) {
      return Answer.redirect("/cart").withNotice("notice.cart.bad-quantity");
    }
    if (request.session().isEmpty()) {
      return Answer.redirect("/cart");
    }
    CartOwner owner = CartOwner.of(request.session().get());
    CartChange change = database.transaction(handle -> carts.set(handle, owner, variant, quantity));
    return switch (change) {
      case CartChange.Done _ -> Answer.redirect("/cart").withNotice("notice.cart.changed");
      case CartChange.Capped _, CartChange.SoldOut _, CartChange.NotSold _, CartChange.Full _ ->
          Answer.redirect("/cart").withNotice("notice." + words(change).key());
    };
  }

  private Answer remove(Request request) {
    long variant = request.pathNumber("variant");
    request
        .session()
        .map(CartOwner::of)
        .ifPresent(
            owner -> database.change(handle -> carts.remove(handle, owner, List.of(variant))));
    return Answer.redirect("/cart").withNotice("notice.cart.removed");
  }

  /** On to the checkout of a shop: the prices that the page showed are the ones accepted. */
  private Answer checkout(Request request) {
    String handle = request.pathParameter("handle");
    if (!handle.matches("[a-z0-9-]{3,40}")) {
      throw HttpException.notFound();
    }
    Map<Long, Long> shown = new LinkedHashMap<>();
    for (CartShop shop : owned(request)) {
      for (CartLine line : shop.lines()) {
        long variant = line.offer().variantId();
        String price = request.form().value(PRICE + variant);
        if (price.matches("[0-9]{1,12}")) {
          shown.put(variant, Long.parseLong(price));
        }
      }
    }
    request
        .session()
        .map(CartOwner::of)
        .ifPresent(
            owner -> database.change(transaction -> carts.acceptPrices(transaction, owner, shown)));
    return Answer.redirect("/checkout/" + handle);
  }

  private static long number(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw HttpException.notFound();
    }
    return Long.parseLong(text);
  }
}
