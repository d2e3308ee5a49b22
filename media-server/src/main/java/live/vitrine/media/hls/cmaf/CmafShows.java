package live.vitrine.media.hls.cmaf;

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
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.ViewerProtocol;

/**
 * All shows that can be watched: per stream the one that is live, and ones that ended a moment ago.
 * Safe for use by all threads.
 */
public final class CmafShows implements AutoCloseable {
  /** A host who starts and stops all the time keeps no more shows than this alive. */
  private static final int MAX_SHOWS_PER_STREAM = 3;

  private static final int SHOW_ID_RADIX = 36;

  /** Not 0: hls.js takes the parts of segment 0 for evicted and loads them again and again. */
  private static final long FIRST_SEQUENCE = 1;

  private final CmafSettings settings;
  private final SegmentStore store;
  private final DiskMover mover;
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final CmafCounters counters = new CmafCounters();

  /** Newest first, never empty. */
  private final Map<StreamId, List<CmafShow>> shows = new ConcurrentHashMap<>();

  /**
   * No shows yet.
   *
   * @param store where segments are written
   * @param disk where they are moved to when they are older
   */
  public CmafShows(
      CmafSettings settings,
      SegmentStore store,
      SegmentStore disk,
      Clock clock,
      ByteBufAllocator allocator) {
    this.settings = settings;
    this.store = store;
    this.mover = new DiskMover(disk);
    this.clock = clock;
    this.allocator = allocator;
  }

  public CmafSettings settings() {
    return settings;
  }

  public CmafCounters counters() {
    return counters;
  }

  /** A stream goes live, as the hub says it. */
  public StreamObserver observe(LiveStream stream) {
    return start(
        stream.id(), stream.owner(), change -> stream.addViewers(ViewerProtocol.HLS, change));
  }

  /**
   * A stream goes live. Feed the answer with its tags, on {@code owner}; after {@link
   * StreamObserver#onEnd} the show stays for {@link CmafSettings#linger}.
   */
  StreamObserver start(StreamId streamId, EventExecutor owner, IntConsumer audienceChange) {
    CmafShow show =
        shows
            .compute(
                streamId,
                (_, older) -> withNewShow(streamId, owner, older == null ? List.of() : older))
            .getFirst();
    CmafPackager packager = new CmafPackager(show, settings, store, mover, clock, allocator);
    return new CountedObserver(
        packager, show::audience, audienceChange, () -> scheduleRemoval(streamId, show, owner));
  }

  private List<CmafShow> withNewShow(StreamId streamId, EventExecutor owner, List<CmafShow> older) {
    long id = clock.millis();
    long sequence = FIRST_SEQUENCE;
    long discontinuity = 0;
    if (!older.isEmpty()) {
      CmafShow previous = older.getFirst();
      id = Math.max(id, Long.parseLong(previous.showId(), SHOW_ID_RADIX) + 1);
      // Players that read the older playlist a moment ago find the newer one to be its sequel.
      sequence = previous.nextSequence();
      discontinuity = previous.nextDiscontinuity();
    }
    List<CmafShow> all = new ArrayList<>();
    String showId = Long.toString(id, SHOW_ID_RADIX);
    all.add(new CmafShow(streamId, showId, owner, counters, sequence, discontinuity));
    for (CmafShow show : older) {
      if (all.size() < MAX_SHOWS_PER_STREAM) {
        all.add(show);
      } else {
        show.executeOnOwner(show::remove);
      }
    }
    return List.copyOf(all);
  }

  private void scheduleRemoval(StreamId streamId, CmafShow show, EventExecutor owner) {
    try {
      var _ =
          owner.schedule(
              () -> remove(streamId, show), settings.linger().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The process is going down and takes the files with it.
    }
  }

  private void remove(StreamId streamId, CmafShow show) {
    var _ =
        shows.computeIfPresent(
            streamId,
            (_, all) -> {
              List<CmafShow> left = all.stream().filter(other -> other != show).toList();
              return left.isEmpty() ? null : left;
            });
    show.remove();
  }

  /** The show that this stream's playlists are about: the live one, or else the last one. */
  Optional<CmafShow> current(StreamId streamId) {
    return Optional.ofNullable(shows.get(streamId)).map(List::getFirst);
  }

  /** A show by the name that stands in its files' addresses. */
  Optional<CmafShow> find(StreamId streamId, String showId) {
    return shows.getOrDefault(streamId, List.of()).stream()
        .filter(show -> show.showId().equals(showId))
        .findFirst();
  }

  /** Moves nothing to disk any more. */
  @Override
  public void close() {
    mover.close();
  }
}
