package live.vitrine.media.hls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.ViewerProtocol;

/**
 * All shows that can be watched: per stream the one that is live, and ones that ended a moment ago.
 * Safe for use by all threads.
 */
public final class HlsShows {
  /** A host who starts and stops all the time keeps no more shows than this alive. */
  private static final int MAX_SHOWS_PER_STREAM = 3;

  private static final int SHOW_ID_RADIX = 36;

  private final HlsSettings settings;
  private final SegmentStore store;
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final HlsCounters counters = new HlsCounters();

  /** Newest first, never empty. */
  private final Map<StreamId, List<HlsShow>> shows = new ConcurrentHashMap<>();

  public HlsShows(
      HlsSettings settings, SegmentStore store, Clock clock, ByteBufAllocator allocator) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.allocator = allocator;
  }

  public HlsSettings settings() {
    return settings;
  }

  public HlsCounters counters() {
    return counters;
  }

  /**
   * A stream goes live. Feed the answer with its tags, on {@code owner}; after {@link
   * StreamObserver#onEnd} the show stays for {@link HlsSettings#linger}.
   */
  StreamObserver start(StreamId streamId, EventExecutor owner, IntConsumer audienceChange) {
    HlsShow show =
        shows
            .compute(
                streamId,
                (_, older) -> withNewShow(streamId, owner, older == null ? List.of() : older))
            .getFirst();
    var packager = new HlsPackager(show, settings, store, clock, allocator, counters);
    return new ShowObserver(
        show, packager, audienceChange, () -> scheduleRemoval(streamId, show, owner));
  }

  /** A stream goes live, as the hub says it. */
  public StreamObserver observe(LiveStream stream) {
    return start(
        stream.id(), stream.owner(), change -> stream.addViewers(ViewerProtocol.HLS, change));
  }

  private List<HlsShow> withNewShow(StreamId streamId, EventExecutor owner, List<HlsShow> older) {
    long id = clock.millis();
    long sequence = 0;
    long discontinuity = 0;
    if (!older.isEmpty()) {
      HlsShow previous = older.getFirst();
      id = Math.max(id, Long.parseLong(previous.showId(), SHOW_ID_RADIX) + 1);
      // Players that read the older playlist a moment ago find the newer one to be its sequel.
      sequence = previous.nextSequence();
      discontinuity = previous.nextDiscontinuity();
    }
    List<HlsShow> all = new ArrayList<>();
    all.add(
        new HlsShow(
            streamId,
            Long.toString(id, SHOW_ID_RADIX),
            owner,
            settings,
            store,
            sequence,
            discontinuity));
    for (HlsShow show : older) {
      if (all.size() < MAX_SHOWS_PER_STREAM) {
        all.add(show);
      } else {
        show.executeOnOwner(show::remove);
      }
    }
    return List.copyOf(all);
  }

  private void scheduleRemoval(StreamId streamId, HlsShow show, EventExecutor owner) {
    try {
      var _ =
          owner.schedule(
              () -> remove(streamId, show), settings.linger().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The process is going down and takes the files with it.
    }
  }

  private void remove(StreamId streamId, HlsShow show) {
    var _ =
        shows.computeIfPresent(
            streamId,
            (_, all) -> {
              List<HlsShow> left = all.stream().filter(other -> other != show).toList();
              return left.isEmpty() ? null : left;
            });
    show.remove();
  }

  /** The show that this stream's playlist is about: the live one, or else the last one. */
  Optional<HlsShow> current(StreamId streamId) {
    return Optional.ofNullable(shows.get(streamId)).map(List::getFirst);
  }

  /** A show by the name that stands in its segments' addresses. */
  Optional<HlsShow> find(StreamId streamId, String showId) {
    return shows.getOrDefault(streamId, List.of()).stream()
        .filter(show -> show.showId().equals(showId))
        .findFirst();
  }
}
