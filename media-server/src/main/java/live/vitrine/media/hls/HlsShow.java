package live.vitrine.media.hls;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.hub.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * One show of a stream as requests see it: a playlist, segments, and a place to wait for the first
 * ones. Changed on the owner's event loop, read on every other through immutable snapshots.
 */
final class HlsShow {
  /** More requests than this do not wait for a first segment, they are answered at once. */
  static final int MAX_WAITING = 10_000;

  /**
   * What can be asked for at one time.
   *
   * @param playlist the bytes of the playlist; not to be changed
   * @param segments oldest first, at least one, without gaps in their sequence
   */
  @SuppressWarnings("ArrayRecordComponent") // Written once, compared by nobody.
  record Snapshot(byte[] playlist, List<Segment> segments) {
    /** Segments in which a player that keeps up has asked for at least one. */
    private static final int AUDIENCE_SEGMENTS = 4;

    /**
     * About how many watch: each fetches a segment once, so it is what the best of the newest ones
     * has been asked for. Players behind a cache are not seen.
     */
    int audience() {
      int from = Math.max(0, segments.size() - AUDIENCE_SEGMENTS);
      return segments.subList(from, segments.size()).stream()
          .mapToInt(Segment::requests)
          .max()
          .orElse(0);
    }
  }

  private final StreamId streamId;
  private final String showId;
  private final EventExecutor owner;
  private final PlaylistRenderer renderer;
  private final SegmentWindow window;
  private final Set<Promise<Optional<Snapshot>>> waiting = new HashSet<>();

  private boolean independent = true;
  private boolean removed;
  private volatile long nextSequence;
  private volatile long nextDiscontinuity;
  private volatile @Nullable Snapshot snapshot;
  private volatile boolean ended;
  private volatile @Nullable String unsupportedCodec;

  /**
   * @param firstSequence media sequence number of the first segment
   * @param firstDiscontinuity discontinuity sequence number of the first segment
   */
  HlsShow(
      StreamId streamId,
      String showId,
      EventExecutor owner,
      HlsSettings settings,
      SegmentStore store,
      long firstSequence,
      long firstDiscontinuity) {
    this.streamId = streamId;
    this.showId = showId;
    this.owner = owner;
    this.renderer = new PlaylistRenderer(streamId.value(), showId);
    this.window = new SegmentWindow(settings, store, firstDiscontinuity);
    this.nextSequence = firstSequence;
    this.nextDiscontinuity = firstDiscontinuity;
  }

  String showId() {
    return showId;
  }

  boolean ended() {
    return ended;
  }

  /** The media sequence number with which a later show goes on. */
  long nextSequence() {
    return nextSequence;
  }

  /** The discontinuity sequence number with which a later show goes on. */
  long nextDiscontinuity() {
    return nextDiscontinuity;
  }

  /** What can be asked for now; empty before the first segment and after the end. */
  Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** The same, without an object around it. */
  @Nullable Snapshot latest() {
    return snapshot;
  }

  /** The codec for whose sake there will be no segment as it looks now, if that is so. */
  Optional<String> unsupportedCodec() {
    return Optional.ofNullable(unsupportedCodec);
  }

  /**
   * Nothing that comes can be packed: nobody need wait. On the owner's event loop.
   *
   * @param codec what comes instead; null when something can be packed after all
   */
  void cannotCarry(@Nullable String codec) {
    if (!Objects.equals(codec, unsupportedCodec)) {
      unsupportedCodec = codec;
      if (codec != null) {
        answerWaiting();
      }
    }
  }

  /**
   * The segment with this number, with a reference that the caller must release; empty when there
   * is none, or none any more. On any thread.
   */
  Optional<Segment> retainedSegment(long sequence) {
    Snapshot current = snapshot;
    if (current == null) {
      return Optional.empty();
    }
    long index = sequence - current.segments().getFirst().sequence();
    if (index < 0 || index >= current.segments().size()) {
      return Optional.empty();
    }
    Segment segment = current.segments().get((int) index);
    return segment.tryRetain() ? Optional.of(segment) : Optional.empty();
  }

  /**
   * Answers as soon as there is a playlist, or with nothing when the limit passes, the show ends
   * without one, or nothing of it can be packed. Cancel it when nobody waits any more.
   *
   * @param loop where the answer is given; the caller's own
   */
  Future<Optional<Snapshot>> await(EventExecutor loop, Duration limit) {
    Promise<Optional<Snapshot>> promise = loop.newPromise();
    Optional<Snapshot> current = snapshot();
    if (current.isPresent() || ended || unsupportedCodec != null) {
      return promise.setSuccess(current);
    }
    var timeout =
        loop.schedule(
            () -> promise.trySuccess(Optional.empty()), limit.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        promise.addListener(_ -> {
          var _ = timeout.cancel(false);
          onOwner(() -> waiting.remove(promise));
        });
    onOwner(() -> register(promise));
    return promise;
  }

  private void register(Promise<Optional<Snapshot>> promise) {
    if (promise.isDone()) {
      return;
    }
    if (snapshot != null || ended || unsupportedCodec != null || waiting.size() >= MAX_WAITING) {
      promise.trySuccess(snapshot());
    } else {
      waiting.add(promise);
    }
  }

  private void onOwner(Runnable task) {
    try {
      owner.execute(task);
    } catch (RejectedExecutionException _) {
      // The process is going down; whoever waits is released by its time limit.
    }
  }

  /** Adds a segment; takes over the reference to its file. On the owner's event loop. */
  void takeSegment(
      long start,
      long duration,
      long wallClock,
      boolean discontinuity,
      boolean startsIndependent,
      SegmentFile file) {
    if (removed) {
      file.release();
      return;
    }
    long sequence = nextSequence;
    nextSequence = sequence + 1;
    Segment segment =
        new Segment(sequence, start, duration, wallClock, discontinuity, startsIndependent, file);
    independent &= startsIndependent;
    window.take(segment);
    publish();
  }

  /** The show is over: its playlist says so. On the owner's event loop. */
  void end() {
    ended = true;
    if (snapshot != null) {
      publish();
    }
    answerWaiting();
  }

  /** Nothing can be asked for any more. On the owner's event loop, normally after {@link #end}. */
  void remove() {
    removed = true;
    snapshot = null;
    window.clear();
  }

  private void publish() {
    List<Segment> listed = window.listed();
    nextDiscontinuity =
        window.discontinuitySequence() + listed.stream().filter(Segment::discontinuity).count() + 1;
    snapshot =
        new Snapshot(
            renderer.render(
                listed, window.targetSeconds(), window.discontinuitySequence(), independent, ended),
            window.available());
    answerWaiting();
  }

  private void answerWaiting() {
    if (!waiting.isEmpty()) {
      List<Promise<Optional<Snapshot>>> answered = List.copyOf(waiting);
      waiting.clear();
      Optional<Snapshot> answer = snapshot();
      answered.forEach(promise -> promise.trySuccess(answer));
    }
  }

  /** Requests that wait for the first segment. On the owner's event loop. */
  int waiting() {
    return waiting.size();
  }

  void executeOnOwner(Runnable task) {
    onOwner(task);
  }

  @Override
  public String toString() {
    return streamId + "/" + showId;
  }
}
