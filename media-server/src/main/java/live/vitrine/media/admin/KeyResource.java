package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.streamkey.StreamKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code streams/{id}/key}: takes back keys that were given out. */
final class KeyResource {
  private static final Logger LOG = LoggerFactory.getLogger(KeyResource.class);
  private static final String GENERATION = "minimumGeneration";

  private final Hub hub;
  private final StreamKeys keys;

  KeyResource(Hub hub, StreamKeys keys) {
    this.hub = hub;
    this.keys = keys;
  }

  void revoke(HttpExchange exchange, StreamId id) {
    if (!Answers.isJson(exchange)) {
      return;
    }
    int generation;
    try {
      generation =
          JsonFields.parse(exchange.body(), Set.of(GENERATION))
              .integer(GENERATION, 0, Integer.MAX_VALUE);
    } catch (JsonException e) {
      new Problem(HttpResponseStatus.BAD_REQUEST, e.detail(), e.field()).respond(exchange);
      return;
    }
    CompletableFuture<Runnable> answer =
        CompletableFuture.supplyAsync(
            () -> revokeOnDisk(exchange, id, generation),
            task -> Thread.ofVirtual().name("revoke-key").start(task));
    exchange.respondWith(answer, Runnable::run);
  }

  /** Runs on a virtual thread; returns how to answer. */
  private Runnable revokeOnDisk(HttpExchange exchange, StreamId id, int generation) {
    int before = keys.minimumGeneration(id);
    try {
      keys.revokeBefore(id, generation);
    } catch (IOException e) {
      LOG.error("stream {}: keys could not be revoked", id, e);
      return () ->
          new Problem(
                  HttpResponseStatus.INTERNAL_SERVER_ERROR,
                  "Nothing is revoked: the data folder cannot be written; see the log.")
              .respond(exchange);
    } catch (IllegalStateException _) {
      return () ->
          new Problem(
                  HttpResponseStatus.INSUFFICIENT_STORAGE,
                  "Nothing is revoked: keys of %d streams are, and no more are remembered."
                      .formatted(StreamKeys.MOST_REVOKED))
              .respond(exchange);
    }
    if (keys.minimumGeneration(id) > before) {
      LOG.info("stream {}: keys below generation {} are revoked", id, generation);
      hub.find(id).ifPresent(LiveStream::kick);
    }
    return () ->
        Answers.json(
            exchange,
            json ->
                json.text("streamId", id.value())
                    .number(GENERATION, keys.minimumGeneration(id))
                    .text("key", keys.key(id)));
  }
}
