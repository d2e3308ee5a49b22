package live.vitrine.stripe.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import live.vitrine.stripe.checkout.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What was answered under each idempotency key. A key lives 24 hours, or until so many newer ones
 * were answered as the settings say.
 */
final class Idempotency {
  static final int LONGEST_KEY = 255;
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final Clock clock;
  private final int capacity;
  private final LinkedHashMap<String, Entry> finished = new LinkedHashMap<>();
  private final Map<String, Entry> inUse = new LinkedHashMap<>();

  Idempotency(Clock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** The first call under a key. */
  static final class Entry {
    private final String key;
    private final String call;
    private final String requestId;
    private final Instant began;
    private @Nullable Answer answer;

    private Entry(String key, String call, String requestId, Instant began) {
      this.key = key;
      this.call = call;
      this.requestId = requestId;
      this.began = began;
    }

    /** Null while the first call is under way. */
    @Nullable Answer answer() {
      return answer;
    }

    String requestId() {
      return requestId;
    }
  }

  /**
   * The entry of an earlier call, whose answer is to be replayed, or a new one without an answer,
   * which must be ended.
   */
  Entry begin(String key, String call, String requestId) {
    if (key.length() > LONGEST_KEY) {
      throw ApiError.idempotency(
          "Idempotency keys can be at most " + LONGEST_KEY + " characters long.");
    }
    Entry entry = inUse.get(key);
    if (entry == null) {
      entry = finished.get(key);
      if (entry != null && entry.began.plus(LIFETIME).isBefore(clock.instant())) {
        finished.remove(key);
        entry = null;
      }
    }
    if (entry == null) {
      Entry fresh = new Entry(key, call, requestId, clock.instant());
      inUse.put(key, fresh);
      return fresh;
    }
    if (!entry.call.equals(call)) {
      throw ApiError.idempotency(
          "Keys for idempotent requests can only be used with the same parameters they were first"
              + " used with. Try using a key other than '"
              + key
              + "' if you meant to execute a different request.");
    }
    if (entry.answer == null) {
      throw ApiError.refused(
          409,
          "idempotency_key_in_use",
          "There is currently another in-progress request using this Idempotent Key (that probably"
              + " means you submitted twice, and the other request is still going through): "
              + key
              + ". Please try again later.");
    }
    return entry;
  }

  /** The first call under this key is over. */
  void end(Entry entry, Answer answer) {
    if (!inUse.remove(entry.key, entry) || !answer.keep()) {
      return;
    }
    entry.answer = answer;
    finished.put(entry.key, entry);
    if (finished.size() > capacity) {
      finished.pollFirstEntry();
    }
  }

  void clear() {
    finished.clear();
    inUse.clear();
  }
}
