package live.vitrine.media.hub;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which streams are live, who publishes them and who watches. Any thread. */
public final class Hub {
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final int mergeMillis;
  private final List<Function<LiveStream, StreamObserver>> observers;

  private final Map<StreamId, LiveStream> streams = new ConcurrentHashMap<>();
  private final Map<StreamId, Waiting> awaited = new ConcurrentHashMap<>();
  private final Map<EventLoop, LoopContext> contexts = new ConcurrentHashMap<>();
  private final Map<Long, Viewer> viewers = new ConcurrentHashMap<>();
  private final FanoutCounters counters = new FanoutCounters();

  /**
   * @param mergeMillis how long writes to viewers may be held back to be merged, in milliseconds;
   *     zero sends every picture at once
   * @param observers each is asked for an observer of every stream that begins, on the stream's
   *     event loop
   */
  public Hub(
      Clock clock,
      ByteBufAllocator allocator,
      int mergeMillis,
      List<Function<LiveStream, StreamObserver>> observers) {
    this.clock = clock;
    this.allocator = allocator;
    this.mergeMillis = mergeMillis;
    this.observers = List.copyOf(observers);
  }

  /**
   * Lets a publisher feed a stream, from now on alone: one who does so already is closed. The
   * caller has made sure that it may.
   *
   * @param loop the publisher's event loop; a new stream is owned by it
   */
  public Publication publish(StreamId id, PublisherConnection connection, EventLoop loop) {
    AtomicReference<@Nullable Publication> replaced = new AtomicReference<>();
    AtomicReference<@Nullable Publication> granted = new AtomicReference<>();
    streams.compute(
        id,
        (key, known) -> {
          LiveStream stream = known == null ? create(id, loop) : known;
          Publication publication = new Publication(stream, connection);
          replaced.set(stream.holder());
          stream.holder(publication);
          // Within the lock, so that takeovers reach the owner in the order they were granted.
          execute(stream.owner(), () -> stream.begin(publication));
          granted.set(publication);
          return stream;
        });
    Publication old = replaced.get();
    if (old != null) {
      old.connection().close(PublisherConnection.CloseReason.REPLACED);
    }
    Publication publication = Objects.requireNonNull(granted.get());
    Waiting waiting = awaited.remove(id);
    if (waiting != null) {
      waiting.live.complete(publication.stream());
    }
    return publication;
  }

  private LiveStream create(StreamId id, EventLoop loop) {
    LiveStream stream = new LiveStream(this, id, loop, allocator, clock.instant());
    execute(loop, () -> observe(stream));
    return stream;
  }

  private void observe(LiveStream stream) {
    for (Function<LiveStream, StreamObserver> observer : observers) {
      stream.observe(observer.apply(stream));
    }
  }

  private static void execute(EventLoop loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  void end(Publication publication) {
    LiveStream stream = publication.stream();
    streams.computeIfPresent(
        stream.id(),
        (id, known) -> {
          if (known != stream || stream.holder() != publication) {
            return known;
          }
          stream.holder(null);
          execute(stream.owner(), stream::end);
          return null;
        });
  }

  /** The live stream of that name, if there is one. */
  public Optional<LiveStream> find(StreamId id) {
    return Optional.ofNullable(streams.get(id));
  }

  /** All live streams, at about this moment. */
  public Collection<LiveStream> streams() {
    return List.copyOf(streams.values());
  }

  /**
   * Waits for a stream to be live without holding a thread.
   *
   * @return completes with the stream, or exceptionally with a {@link
   *     java.util.concurrent.TimeoutException}; cancel it when the answer is no longer wanted
   */
  public CompletableFuture<LiveStream> awaitLive(StreamId id, long timeoutMillis) {
    Waiting waiting =
        awaited.compute(id, (key, known) -> known == null ? new Waiting() : known.oneMore());
    LiveStream stream = streams.get(id);
    if (stream != null) {
      // May have begun between the caller's look and the entry made here.
      waiting.live.complete(stream);
    }
    CompletableFuture<LiveStream> answer =
        waiting.live.copy().orTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
    // The stage that follows is not what is returned: cancelling it would not cancel this one.
    CompletableFuture<LiveStream> _ =
        answer.whenComplete((live, failure) ->
            awaited.computeIfPresent(
                id, (key, known) -> known == waiting && known.oneLess() ? null : known));
    return answer;
  }

  /** Those who wait for one stream; counted, so that a name nobody waits for is forgotten. */
  private static final class Waiting {
    final CompletableFuture<LiveStream> live = new CompletableFuture<>();
    private int count = 1;

    Waiting oneMore() {
      count++;
      return this;
    }

    boolean oneLess() {
      return --count == 0;
    }
  }

  /** Viewers that hold a connection, at about this moment. */
  public Collection<Viewer> viewers() {
    return viewers.values();
  }

  /** The viewer with that number, if still there. */
  public Optional<Viewer> viewer(long id) {
    return Optional.ofNullable(viewers.get(id));
  }

  /** What fan-out has counted. */
  public FanoutCounters counters() {
    return counters;
  }

  /** Closes all publishers, so that every stream gets a proper end. */
  public void shutdown() {
    for (LiveStream stream : streams.values()) {
      PublisherConnection publisher = stream.publisher();
      if (publisher != null) {
        publisher.close(PublisherConnection.CloseReason.SHUTDOWN);
      }
    }
  }

  /** Gives back native memory, after all event loops have stopped. */
  public void release() {
    contexts.values().forEach(context -> context.write().release());
    contexts.clear();
  }

  LoopContext context(EventLoop loop) {
    return contexts.computeIfAbsent(
        loop,
        key ->
            new LoopContext(
                new EventLoopPressure(), counters, mergeMillis, new GatheredWrite(allocator)));
  }

  void viewerJoined(Viewer viewer) {
    viewers.put(viewer.id(), viewer);
  }

  void viewerLeft(Viewer viewer) {
    viewers.remove(viewer.id());
  }
}
