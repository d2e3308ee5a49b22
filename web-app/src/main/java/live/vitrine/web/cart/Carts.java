package live.vitrine.web.cart;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import live.vitrine.web.database.Database;
import live.vitrine.web.money.Money;
import live.vitrine.web.product.Offer;
import live.vitrine.web.product.OfferRepository;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.shop.ShopRepository;
import org.jdbi.v3.core.Handle;

/**
 * The carts there are. Every change locks the cart, so that two tabs cannot outdo its bounds.
 * Methods that take a handle belong to the caller's transaction.
 */
public final class Carts {
  public static final int MOST_LINES = 50;
  public static final int MOST_OF_ONE = 999;

  private final Database database;
  private final Clock clock;

  public Carts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is in a cart, by shop, as it can be bought now. */
  public List<CartShop> view(CartOwner owner) {
    return database.read(
        handle -> CartRepository.find(handle, owner).map(id -> view(handle, id)).orElse(List.of()));
  }

  /**
   * What a cart has of one shop; keeps others from changing the cart until the transaction ends.
   */
  public Optional<CartShop> lock(Handle handle, CartOwner owner, long shopId) {
    return CartRepository.lock(handle, owner).stream()
        .flatMap(id -> view(handle, id).stream())
        .filter(group -> group.shop().id() == shopId)
        .findFirst();
  }

  private List<CartShop> view(Handle handle, long cartId) {
    List<CartRepository.Stored> stored = CartRepository.lines(handle, cartId);
    Map<Long, Offer> offers =
        offers(handle, stored.stream().map(CartRepository.Stored::variantId).toList());
    Map<Long, List<CartLine>> byShop = new LinkedHashMap<>();
    for (CartRepository.Stored line : stored) {
      Offer offer = offers.get(line.variantId());
      if (offer != null) {
        byShop
            .computeIfAbsent(offer.shopId(), _ -> new ArrayList<>())
            .add(
                new CartLine(
                    offer, line.quantity(), new Money(line.priceSeen(), offer.price().currency())));
      }
    }
    return byShop.entrySet().stream()
        .map(entry ->
            new CartShop(
                ShopRepository.find(handle, entry.getKey()).orElseThrow(),
                List.copyOf(entry.getValue())))
        .toList();
  }

  /** How many pieces are in a cart. */
  public int count(CartOwner owner) {
    return database.read(handle -> CartRepository.count(handle, owner));
  }

  /**
   * Puts pieces into a cart, on top of those that are in it.
   *
   * @param quantity 1 to {@link #MOST_OF_ONE}
   */
  public CartChange add(Handle handle, CartOwner owner, long variantId, int quantity) {
    return put(handle, owner, variantId, already -> already + quantity);
  }

  /**
   * Sets how many pieces of a variant are in a cart.
   *
   * @param quantity 0, which removes it, to {@link #MOST_OF_ONE}
   */
  public CartChange set(Handle handle, CartOwner owner, long variantId, int quantity) {
    if (quantity == 0) {
      remove(handle, owner, List.of(variantId));
      return new CartChange.Done(0);
    }
    return put(handle, owner, variantId, _ -> quantity);
  }

  /** Takes variants out of a cart. */
  public void remove(Handle handle, CartOwner owner, Collection<Long> variantIds) {
    CartRepository.lock(handle, owner)
        .ifPresent(id -> CartRepository.remove(handle, id, variantIds));
  }

  /**
   * Notes which prices the shopper has been shown and went on with.
   *
   * @param prices minor units by variant; what is not in the cart is ignored
   */
  public void acceptPrices(Handle handle, CartOwner owner, Map<Long, Long> prices) {
    CartRepository.lock(handle, owner)
        .ifPresent(id ->
            prices.forEach(
                (variant, price) -> CartRepository.setPriceSeen(handle, id, variant, price)));
  }

  private CartChange put(
      Handle handle, CartOwner owner, long variantId, Function<Integer, Integer> wanted) {
    Offer offer = offers(handle, List.of(variantId)).get(variantId);
    if (offer == null || !offer.buyable()) {
      return new CartChange.NotSold();
    }
    int most = Math.min(offer.most(), MOST_OF_ONE);
    if (most == 0) {
      return new CartChange.SoldOut();
    }
    Instant now = clock.instant();
    long cart = CartRepository.create(handle, owner, now);
    List<CartRepository.Stored> lines = CartRepository.lines(handle, cart);
    Optional<CartRepository.Stored> there =
        lines.stream().filter(line -> line.variantId() == variantId).findFirst();
    if (there.isEmpty() && lines.size() >= MOST_LINES) {
      return new CartChange.Full();
    }
    int want = wanted.apply(there.map(CartRepository.Stored::quantity).orElse(0));
    int quantity = Math.min(want, most);
    // A line that is there keeps the price that was shown for it: a change is still to be said.
    long seen = there.map(CartRepository.Stored::priceSeen).orElse(offer.price().minor());
    CartRepository.put(handle, cart, variantId, quantity, seen, now);
    return quantity < want ? new CartChange.Capped(quantity) : new CartChange.Done(quantity);
  }

  /**
   * Puts the cart of a guest into that of the account they signed in to: quantities are added up,
   * within stock, limits and bounds. The guest's cart is gone then.
   *
   * @param guest the session before the sign-in; its row must still be there
   * @return the names of products of which fewer came along than were in the two carts
   */
  public List<String> merge(Handle handle, SessionToken guest, long accountId) {
    Optional<Long> from = CartRepository.lock(handle, new CartOwner.Guest(guest));
    if (from.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    long to = CartRepository.create(handle, new CartOwner.Account(accountId), now);
    Map<Long, CartRepository.Stored> there =
        new LinkedHashMap<>(
            CartRepository.lines(handle, to).stream()
                .collect(Collectors.toMap(CartRepository.Stored::variantId, Function.identity())));
    List<CartRepository.Stored> coming = CartRepository.lines(handle, from.get());
    Map<Long, Offer> offers =
        offers(handle, coming.stream().map(CartRepository.Stored::variantId).toList());
    List<String> capped = new ArrayList<>();
    for (CartRepository.Stored line : coming) {
      Offer offer = offers.get(line.variantId());
      if (offer == null) {
        continue;
      }
      CartRepository.Stored own = there.get(line.variantId());
      int wanted = line.quantity() + (own == null ? 0 : own.quantity());
      // What is gone or sold out comes along as it is: the cart page says so.
      int most = offer.buyable() && offer.most() > 0 ? offer.most() : line.quantity();
      int quantity = Math.min(wanted, Math.min(most, MOST_OF_ONE));
      if (own == null && there.size() >= MOST_LINES) {
        capped.add(offer.productName());
        continue;
      }
      if (quantity < wanted) {
        capped.add(offer.productName());
      }
      CartRepository.put(handle, to, line.variantId(), quantity, line.priceSeen(), now);
      there.put(line.variantId(), line);
    }
    CartRepository.delete(handle, from.get());
    return List.copyOf(capped);
  }

  private Map<Long, Offer> offers(Handle handle, List<Long> variantIds) {
    // Two flash prices at once would be two offers: the cheaper one counts.
    return OfferRepository.find(handle, variantIds, clock.instant()).stream()
        .collect(
            Collectors.toMap(
                Offer::variantId,
                Function.identity(),
                (one, other) -> one.price().isGreaterThan(other.price()) ? other : one));
  }
}
