package live.vitrine.media.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events in force at the stream's newest time. Confined to the stream's event loop. */
final class ActiveEvents {
  /** More cannot be in force at one time: each of them is sent to every viewer who joins. */
  static final int MAX_ACTIVE = 64;

  private final Map<String, TimedEvent> byId = new LinkedHashMap<>();

  /** Whether there is room for this one at its time. */
  boolean hasRoomFor(TimedEvent event) {
    byId.values().removeIf(known -> known.end() <= event.timestamp());
    return byId.containsKey(event.id()) || byId.size() < MAX_ACTIVE;
  }

  void put(TimedEvent event) {
    byId.remove(event.id());
    if (event.durationMillis() > 0) {
      byId.put(event.id(), event);
    }
  }

  /** The event of that id in force at this time. */
  @Nullable TimedEvent find(String id, long timestamp) {
    TimedEvent known = byId.get(id);
    return known == null || known.end() <= timestamp ? null : known;
  }
}
