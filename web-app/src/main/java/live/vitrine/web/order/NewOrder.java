package live.vitrine.web.order;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * What is ordered.
 *
 * @param token of the form it comes from: sent twice, it is one order
 * @param connectedAccount who is paid; empty where it is the operator
 * @param lines at least one; no variant twice
 */
public record NewOrder(
    long shopId,
    long accountId,
    String email,
    String language,
    String token,
    Address address,
    Totals totals,
    Optional<ConnectedAccount> connectedAccount,
    List<Line> lines) {

  /** Pieces of a variant at a price. */
  public record Line(
      long variantId,
      Optional<Long> flashPriceId,
      String name,
      String variantName,
      String sku,
      Optional<String> pictureId,
      Money unitPrice,
      int quantity) {}
}
