package live.vitrine.web.product;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A price for a while.
 *
 * @param quantity pieces that may be sold at it; empty for as many as there are
 * @param taken pieces in orders that hold or have paid them
 */
public record FlashPrice(
    long id,
    long variantId,
    String variantName,
    Money price,
    Instant startsAt,
    Instant endsAt,
    Optional<Integer> quantity,
    long taken,
    boolean cancelled) {

  /** Where a flash price stands. */
  public enum State {
    UPCOMING,
    RUNNING,
    SOLD_OUT,
    OVER,
    CANCELLED;

    /** As it is in keys of messages. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Where it stands. */
  public State state(Instant now) {
    if (cancelled) {
      return State.CANCELLED;
    }
    if (!endsAt.isAfter(now)) {
      return State.OVER;
    }
    if (startsAt.isAfter(now)) {
      return State.UPCOMING;
    }
    return quantity.isPresent() && taken >= quantity.get() ? State.SOLD_OUT : State.RUNNING;
  }

  /** Whether it can be cancelled. */
  public boolean isOpen(Instant now) {
    return !cancelled && endsAt.isAfter(now);
  }
}
