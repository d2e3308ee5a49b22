package live.vitrine.web.order;

import java.util.Locale;

/** Why somebody must look at an order. */
public enum OrderFlag {
  /** What was paid is not what it costs; it is not fulfilled. */
  AMOUNT_DIFFERS,
  /** It was paid when its pieces were no longer held; the money goes back by itself. */
  PAID_LATE,
  /** Money that should go back by itself could not be sent back. */
  REFUND_FAILED;

  /** As the database has it. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static OrderFlag ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
