package live.vitrine.stripe.fault;

import java.time.Duration;

/** What goes wrong with webhooks. */
public sealed interface DeliveryFault {
  /** Each event is sent so many times more. */
  record Repeat(int times) implements DeliveryFault {}

  /** Each event is first sent so much later on the stand-in's clock. */
  record Delay(Duration by) implements DeliveryFault {}

  /** So many events are held, then sent one after the other in another order. */
  record Reorder(int hold) implements DeliveryFault {}

  /** This share of the events (0–1) is never sent; they are still listed at {@code /v1/events}. */
  record Lose(double share) implements DeliveryFault {}

  /** Counts single attempts, so that a retry may be right again. */
  record WrongSignature() implements DeliveryFault {}

  /** Signed rightly, but as of so long ago. Counts single attempts. */
  record StaleTimestamp(Duration age) implements DeliveryFault {}
}
