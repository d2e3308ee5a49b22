package live.vitrine.media.hls.cmaf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.media.hub.TimedEvent;

/**
 * The events that the playlists of a show name: those whose time is within the window, at most
 * {@link #MAX_LISTED}. Runs on the stream's event loop.
 */
final class DateRanges {
  static final int MAX_LISTED = 256;

  /** Ids of ranges that went are named for as long as a player may have missed it. */
  private static final int MAX_REMOVED = 32;

  /** Ids that were used last are counted; one of long ago is as good as new. */
  private static final int MAX_COUNTED = 4_096;

  private final List<DateRange> listed = new ArrayList<>();
  private final ArrayDeque<String> removed = new ArrayDeque<>();

  /** How often each event id was used in this show, the one used longest ago first. */
  private final Map<String, Integer> uses = new LinkedHashMap<>(16, 0.75f, true);

  private List<DateRange> listedCopy = List.of();
  private List<String> removedCopy = List.of();

  /**
   * Adds an event; one with the same id goes.
   *
   * @param start milliseconds since the epoch
   * @param sequence of the segment that is being written
   */
  void add(TimedEvent event, long start, long sequence) {
    List<DateRange> replaced =
        listed.stream().filter(range -> range.event().id().equals(event.id())).toList();
    replaced.forEach(this::remove);
    int use = uses.merge(event.id(), 1, Integer::sum);
    if (uses.size() > MAX_COUNTED) {
      uses.remove(uses.keySet().iterator().next());
    }
    // No event id contains a tilde.
    String id = use == 1 ? event.id() : event.id() + "~" + use;
    listed.add(new DateRange(id, event, start, sequence));
    while (listed.size() > MAX_LISTED) {
      remove(listed.getFirst());
    }
    refresh();
  }

  /** Ranges that end before this time go, milliseconds since the epoch. */
  void removeBefore(long wallClock) {
    List<DateRange> old = listed.stream().filter(range -> range.end() < wallClock).toList();
    if (!old.isEmpty()) {
      old.forEach(this::remove);
      refresh();
    }
  }

  private void remove(DateRange range) {
    listed.remove(range);
    removed.add(range.id());
    if (removed.size() > MAX_REMOVED) {
      removed.removeFirst();
    }
  }

  private void refresh() {
    listedCopy = List.copyOf(listed);
    removedCopy = List.copyOf(removed);
  }

  List<DateRange> listed() {
    return listedCopy;
  }

  /** Ids of those that went last, oldest first. */
  List<String> removed() {
    return removedCopy;
  }
}
