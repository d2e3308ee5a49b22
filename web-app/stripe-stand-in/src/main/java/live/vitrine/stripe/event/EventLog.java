package live.vitrine.stripe.event;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The latest events, at most so many as the settings say. Each is handed on for delivery once. */
public final class EventLog {
  private final Clock clock;
  private final Supplier<String> ids;
  private final int capacity;
  private final Consumer<Event> delivery;
  private final Deque<Event> events = new ArrayDeque<>();
  private long count;

  public EventLog(Clock clock, Supplier<String> ids, int capacity, Consumer<Event> delivery) {
    this.clock = clock;
    this.ids = ids;
    this.capacity = capacity;
    this.delivery = delivery;
  }

  public void add(String type, JsonObject data, Origin origin) {
    Event event = new Event(ids.get(), type, clock.instant(), origin, data);
    if (events.size() >= capacity) {
      events.removeLast();
    }
    events.addFirst(event);
    count++;
    delivery.accept(event);
  }

  /** Newest first. */
  public List<Event> all() {
    return List.copyOf(events);
  }

  public Optional<Event> find(String id) {
    return events.stream().filter(event -> event.id().equals(id)).findFirst();
  }

  /** How many there ever were. */
  public long count() {
    return count;
  }

  public void clear() {
    events.clear();
  }
}
