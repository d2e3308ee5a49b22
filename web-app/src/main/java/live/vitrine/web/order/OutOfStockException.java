package live.vitrine.web.order;

/**
 * There are not as many pieces of a variant as an order wants, or not at that price: the
 * transaction must be rolled back.
 */
public final class OutOfStockException extends RuntimeException {
  private final long variantId;

  OutOfStockException(long variantId) {
    super("not enough pieces of variant " + variantId);
    this.variantId = variantId;
  }

  public long variantId() {
    return variantId;
  }
}
