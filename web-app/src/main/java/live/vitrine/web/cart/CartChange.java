package live.vitrine.web.cart;

/** What came of putting something into a cart. */
public sealed interface CartChange {
  /** As many as were wanted are in it. */
  record Done(int quantity) implements CartChange {}

  /** Fewer are in it than were wanted: there are no more, or one order may not have more. */
  record Capped(int quantity) implements CartChange {}

  /** It cannot be bought now; nothing was changed. */
  record SoldOut() implements CartChange {}

  /** There is no such thing to buy; nothing was changed. */
  record NotSold() implements CartChange {}

  /** The cart has {@link Carts#MOST_LINES} lines; nothing was changed. */
  record Full() implements CartChange {}
}
