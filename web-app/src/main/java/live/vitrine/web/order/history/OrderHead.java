package live.vitrine.web.order.history;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * An order without what is in it.
 *
 * @param status pending, paid, expired or cancelled
 * @param flag why somebody must look at it
 * @param refunded of refunds that succeeded
 */
public record OrderHead(
    long id,
    String code,
    long shopId,
    String shopHandle,
    String shopName,
    String status,
    Totals totals,
    Money refunded,
    String email,
    String language,
    Address address,
    Optional<String> flag,
    String flagDetail,
    Tracking tracking,
    Times times) {

  /** What it costs. */
  public record Totals(
      Money subtotal,
      Money shipping,
      Money tax,
      int taxBasisPoints,
      boolean taxIncluded,
      Money total) {}

  /** Where it goes. Parts that are not there are empty. */
  public record Address(
      String recipient,
      String street,
      String streetMore,
      String postalCode,
      String city,
      String region,
      String country) {}

  /** Who carries it; both empty where nothing is known. */
  public record Tracking(String carrier, String number) {}

  /** When things happened. */
  public record Times(
      Instant created,
      Instant holdUntil,
      Optional<Instant> paid,
      Optional<Instant> shipped,
      Optional<Instant> ended) {}

  public boolean isPaid() {
    return status.equals("paid");
  }

  public boolean isPending() {
    return status.equals("pending");
  }

  /** How it stands, in one word: its status, or shipped, or refunded. */
  public String state() {
    if (!isPaid()) {
      return status;
    }
    if (refunded.minor() >= totals.total().minor() && refunded.minor() > 0) {
      return "refunded";
    }
    return times.shipped().isPresent() ? "shipped" : "paid";
  }

  /** What was not given back yet. */
  public Money left() {
    return totals.total().minus(refunded);
  }
}
