package live.vitrine.stripe.event;

import io.vertx.core.json.JsonObject;

/** Totals since the start. Counted by {@link Deliveries} only. */
public final class DeliveryCounts {
  long attempts;
  long delivered;
  long givenUp;
  long lost;

  public JsonObject json() {
    return new JsonObject()
        .put("attempts", attempts)
        .put("delivered", delivered)
        .put("given_up", givenUp)
        .put("lost", lost);
  }
}
