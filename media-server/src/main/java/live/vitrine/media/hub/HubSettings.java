package live.vitrine.media.hub;

import java.time.Duration;

/**
 * How streams are sent and how long they wait.
 *
 * @param mergeWindow how long writes to viewers may be held back to be merged; zero sends every
 *     picture at once
 * @param stallAfter a viewer with something to read that takes nothing for so long is closed
 * @param reconnectGrace how long a stream waits for a publisher that was lost; zero ends it at once
 */
public record HubSettings(Duration mergeWindow, Duration stallAfter, Duration reconnectGrace) {
  /** No merging, no grace time, and viewers closed after {@link Viewer#STALL_SECONDS}. */
  public static HubSettings immediate() {
    return new HubSettings(Duration.ZERO, Duration.ofSeconds(Viewer.STALL_SECONDS), Duration.ZERO);
  }

  /** The same with another time before a viewer is closed. */
  public HubSettings withStallAfter(Duration time) {
    return new HubSettings(mergeWindow, time, reconnectGrace);
  }

  /** The same with another grace time. */
  public HubSettings withReconnectGrace(Duration time) {
    return new HubSettings(mergeWindow, stallAfter, time);
  }

  /** The same with another merge window. */
  public HubSettings withMergeWindow(Duration time) {
    return new HubSettings(time, stallAfter, reconnectGrace);
  }
}
