package live.vitrine.web.checkout;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.cart.CartLine;
import live.vitrine.web.cart.CartOwner;
import live.vitrine.web.cart.CartShop;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.database.Database;
import live.vitrine.web.order.Address;
import live.vitrine.web.order.NewOrder;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.Orders;
import live.vitrine.web.order.OutOfStockException;
import live.vitrine.web.payment.Payments;
import live.vitrine.web.product.Offer;
import org.jdbi.v3.core.Handle;

/**
 * Makes an order of what a cart has of a shop, in one transaction: the cart is locked, so that a
 * second click waits and then finds the order; pieces are taken; the payment attempt is written
 * down; the cart's lines go.
 */
public final class Checkout {
  public static final int MOST_PENDING = 3;

  private final Database database;
  private final Carts carts;
  private final Orders orders;
  private final Payments payments;

  public Checkout(Database database, Carts carts, Orders orders, Payments payments) {
    this.database = database;
    this.carts = carts;
    this.orders = orders;
    this.payments = payments;
  }

  /**
   * Who orders, and what they have been shown.
   *
   * @param token of the form, 43 characters {@code [A-Za-z0-9_-]}
   * @param seen {@link Quote#seen} of what was shown
   */
  record Intent(
      long accountId, String email, String language, String token, String seen, Address address) {}

  Placing place(long shopId, Intent intent) {
    try {
      return database.transaction(handle -> place(handle, shopId, intent));
    } catch (OutOfStockException _) {
      return new Placing.SoldOut();
    }
  }

  private Placing place(Handle handle, long shopId, Intent intent) {
    CartOwner owner = new CartOwner.Account(intent.accountId());
    Optional<CartShop> group = carts.lock(handle, owner, shopId);
    Optional<Order> already = OrderRepository.ofToken(handle, intent.token());
    if (already.isPresent()) {
      // A token of somebody else's is no token.
      return already.get().accountId() == intent.accountId()
          ? new Placing.Already(already.get())
          : new Placing.Changed();
    }
    if (group.isEmpty() || group.get().available().isEmpty()) {
      return group.isEmpty() ? new Placing.Empty() : new Placing.SoldOut();
    }
    List<Order> pending = OrderRepository.pendingOf(handle, intent.accountId());
    if (pending.size() >= MOST_PENDING) {
      return new Placing.TooMany(pending);
    }
    Quote quote = Quote.of(group.get());
    if (!group.get().isOrderable() || !quote.seen().equals(intent.seen())) {
      return new Placing.Changed();
    }
    return quote
        .unpayable()
        .<Placing>map(Placing.Unpayable::new)
        .orElseGet(() -> placed(handle, owner, quote, intent));
  }

  private Placing placed(Handle handle, CartOwner owner, Quote quote, Intent intent) {
    Order order =
        orders.place(
            handle,
            new NewOrder(
                quote.shop().id(),
                intent.accountId(),
                intent.email(),
                intent.language(),
                intent.token(),
                intent.address(),
                quote.totals(),
                payments.payee(quote.shop(), quote.totals().total()),
                quote.lines().stream().map(Checkout::line).toList()));
    carts.remove(
        handle, owner, quote.lines().stream().map(line -> line.offer().variantId()).toList());
    return new Placing.Placed(order, payments.prepare(handle, order));
  }

  private static NewOrder.Line line(CartLine line) {
    Offer offer = line.offer();
    return new NewOrder.Line(
        offer.variantId(),
        offer.flash().map(Offer.Flash::id),
        offer.productName(),
        offer.variantName(),
        offer.sku(),
        offer.pictureId(),
        offer.price(),
        line.quantity());
  }
}
