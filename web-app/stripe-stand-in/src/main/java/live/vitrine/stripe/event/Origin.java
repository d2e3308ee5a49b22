package live.vitrine.stripe.event;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The call that caused an event, or {@link #STRIPE} when it was none of the shop's. */
public record Origin(@Nullable String requestId, @Nullable String idempotencyKey) {
  public static final Origin STRIPE = new Origin(null, null);

  JsonObject json() {
    return new JsonObject().put("id", requestId).put("idempotency_key", idempotencyKey);
  }
}
