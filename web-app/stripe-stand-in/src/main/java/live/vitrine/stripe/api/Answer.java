package live.vitrine.stripe.api;

import io.vertx.core.json.JsonObject;
import live.vitrine.stripe.checkout.ApiError;

/**
 * A status and a JSON body.
 *
 * @param keep whether an idempotency key replays it
 */
record Answer(int status, String body, boolean keep) {
  static Answer ok(JsonObject json) {
    return new Answer(200, json.encode(), true);
  }

  static Answer of(ApiError error) {
    return new Answer(error.status(), error.json().encode(), error.executed());
  }
}
