package live.vitrine.web.order;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * An order as it stands.
 *
 * @param code what people see, unique
 * @param holdsStock whether its pieces are off the stock
 * @param refunded refunds that succeeded, at most the total
 * @param language of mail about it, {@code de}
 * @param connectedAccount who is paid; empty where it is the operator
 * @param payment Stripe's payment intent
 * @param flag why somebody must look
 * @param endedAt when it expired or was cancelled
 */
public record Order(
    long id,
    String code,
    long shopId,
    long accountId,
    OrderStatus status,
    boolean holdsStock,
    Instant holdUntil,
    Totals totals,
    Money refunded,
    String email,
    Address address,
    String language,
    Optional<ConnectedAccount> connectedAccount,
    Optional<String> payment,
    Optional<OrderFlag> flag,
    String flagDetail,
    Optional<Tracking> tracking,
    Instant createdAt,
    Optional<Instant> paidAt,
    Optional<Instant> shippedAt,
    Optional<Instant> endedAt) {

  /** How a parcel is followed. */
  public record Tracking(String carrier, String number) {}

  public Money total() {
    return totals.total();
  }

  public boolean isPending() {
    return status == OrderStatus.PENDING;
  }

  public boolean isPaid() {
    return status == OrderStatus.PAID;
  }
}
