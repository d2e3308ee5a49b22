package live.vitrine.stripe.event;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Something that happened. {@code data} is the object as it was then. */
public record Event(String id, String type, Instant created, Origin origin, JsonObject data) {
  /** The version of Stripe's API whose shapes these are; that of stripe-java 33.3.0. */
  public static final String API_VERSION = "2026-07-29.dahlia";

  /**
   * The event as Stripe writes it.
   *
   * @param pending how many endpoints have not taken it yet
   */
  public JsonObject json(int pending) {
    return new JsonObject()
        .put("id", id)
        .put("object", "event")
        .put("api_version", API_VERSION)
        .put("created", created.getEpochSecond())
        .put("data", new JsonObject().put("object", data))
        .put("livemode", false)
        .put("pending_webhooks", pending)
        .put("request", origin.json())
        .put("type", type);
  }
}
