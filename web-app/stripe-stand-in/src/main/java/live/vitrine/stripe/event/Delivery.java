package live.vitrine.stripe.event;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One event on its way to one endpoint. Changed by {@link Deliveries} only. */
public final class Delivery {
  /** Where it stands. All but the first three are final. */
  public enum State {
    WAITING,
    HELD,
    RETRYING,
    DELIVERED,
    GIVEN_UP,
    LOST
  }

  /** What {@code GET /control/deliveries} tells; outcomes are statuses or failures, in order. */
  public record Report(String eventId, String type, URI url, State state, List<String> outcomes) {
    public Report {
      outcomes = List.copyOf(outcomes);
    }
  }

  private final Event event;
  private final URI url;
  private final List<String> outcomes = new ArrayList<>();
  State state = State.WAITING;

  /** What waits for the end of its first attempt. */
  Runnable then = () -> {};

  Delivery(Event event, URI url) {
    this.event = event;
    this.url = url;
  }

  Event event() {
    return event;
  }

  URI url() {
    return url;
  }

  List<String> outcomes() {
    return outcomes;
  }

  boolean finished() {
    return switch (state) {
      case WAITING, HELD, RETRYING -> false;
      case DELIVERED, GIVEN_UP, LOST -> true;
    };
  }

  Report report() {
    return new Report(event.id(), event.type(), url, state, outcomes);
  }
}
