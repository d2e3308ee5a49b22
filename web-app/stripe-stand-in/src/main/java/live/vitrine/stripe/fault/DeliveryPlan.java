package live.vitrine.stripe.fault;

import java.time.Duration;

/**
 * How the next event is sent.
 *
 * @param repeats how many times more
 * @param hold until so many are held, 0 for not at all
 * @param release whether the rule for holding ends with this one
 */
public record DeliveryPlan(boolean lost, int repeats, Duration delay, int hold, boolean release) {
  public static final DeliveryPlan NORMAL = new DeliveryPlan(false, 0, Duration.ZERO, 0, false);
}
