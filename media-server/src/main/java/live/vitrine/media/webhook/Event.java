package live.vitrine.media.webhook;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import live.vitrine.media.json.JsonWriter;

/**
 * One message, the same for every endpoint and every attempt.
 *
 * @param id stands in {@code webhook-id}: {@code msg_} and 32 hexadecimal digits
 * @param type as in {@code stream.started}
 * @param timeMillis when it happened, since 1970
 * @param body JSON in UTF-8; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed.
record Event(String id, String type, long timeMillis, byte[] body) {
  /** A new one. */
  static Event of(String type, Instant time, Consumer<JsonWriter> data) {
    byte[] body =
        JsonWriter.object(json ->
            json.text("type", type).text("timestamp", time.toString()).object("data", data));
    String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    return new Event(id, type, time.toEpochMilli(), body);
  }
}
