package live.vitrine.web.order;

import java.util.Locale;

/** Whether an order is paid. What was sent or refunded is said beside it. */
public enum OrderStatus {
  /** Its pieces are held for somebody who pays. */
  PENDING,
  PAID,
  /** Nobody paid in time. */
  EXPIRED,
  /** The shopper did not want it any more. */
  CANCELLED;

  /** As the database has it. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static OrderStatus ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
