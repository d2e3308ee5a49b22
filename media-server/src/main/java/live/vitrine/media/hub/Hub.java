package live.vitrine.media.hub;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  private final int stallMillis;
  private final List<Function<LiveStream, StreamObserver>> observers;

  private final Map<StreamId, LiveStream> streams = new ConcurrentHashMap<>();

  /** Changed under the map's lock for that name only. */
  private final Map<StreamId, Set<CompletableFuture<LiveStream>>> awaited =
      new ConcurrentHashMap<>();

  private final Map<EventLoop, LoopContext> contexts = new ConcurrentHashMap<>();
  private final Map<Long, Viewer> viewers = new ConcurrentHashMap<>();
  private final FanoutCounters counters = new FanoutCounters();
  private volatile boolean stopping;

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
    this(
        clock,
        allocator,
        mergeMillis,
        (int) TimeUnit.SECONDS.toMillis(Viewer.STALL_SECONDS),
        observers);
  }

  /**
   * As the other, for those who cannot wait for {@link Viewer#STALL_SECONDS}.
   *
   * @param stallMillis a viewer with something to read that takes nothing for so long is closed
   */
  public Hub(
      Clock clock,
      ByteBufAllocator allocator,
      int mergeMillis,
      int stallMillis,
      List<Function<LiveStream, StreamObserver>> observers) {
    this.clock = clock;
    this.allocator = allocator;
    this.mergeMillis = mergeMillis;
    this.stallMillis = stallMillis;
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
          granted.set(publication);
          return stream;
        });
    Publication publication = Objects.requireNonNull(granted.get());
    LiveStream stream = publication.stream();
    // Not within the lock. One that begins late finds that it is no longer the holder.
    execute(stream.owner(), () -> stream.begin(publication));
    Publication old = replaced.get();
    if (old != null) {
      old.connection().close(PublisherConnection.CloseReason.REPLACED);
    }
    if (stopping) {
      connection.close(PublisherConnection.CloseReason.SHUTDOWN);
    }
    Set<CompletableFuture<LiveStream>> waiting = awaited.remove(id);
    if (waiting != null) {
      waiting.forEach(answer -> answer.complete(stream));
    }
    return publication;
  }

  private LiveStream create(StreamId id, EventLoop loop) {
    return new LiveStream(this, id, loop, allocator, clock.instant());
  }

  /** What wants to see a stream's tags, each once; called when the stream begins. */
  List<StreamObserver> observers(LiveStream stream) {
    return observers.stream().map(observer -> observer.apply(stream)).toList();
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
    LiveStream left =
        streams.computeIfPresent(
            stream.id(),
            (id, known) -> {
              if (known != stream || stream.holder() != publication) {
                return known;
              }
              stream.holder(null);
              return null;
            });
    if (left != stream && stream.holder() == null) {
      execute(stream.owner(), stream::end);
    }
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
    CompletableFuture<LiveStream> answer = new CompletableFuture<>();
    awaited.compute(
        id,
        (key, known) -> {
          Set<CompletableFuture<LiveStream>> all = known == null ? new HashSet<>() : known;
          all.add(answer);
          return all;
        });
    LiveStream stream = streams.get(id);
    if (stream != null) {
      // May have begun between the caller's look and the entry made here.
      answer.complete(stream);
    }
    // The stage that follows is not what is returned: cancelling it would not cancel this one.
    CompletableFuture<LiveStream> _ =
        answer
            .orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
            .whenComplete((live, failure) -> forget(id, answer));
    return answer;
  }

  /** Names that somebody waits for. */
  int awaitedNames() {
    return awaited.size();
  }

  /** A name that nobody waits for any more is not remembered. */
  @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
  private void forget(StreamId id, CompletableFuture<LiveStream> answer) {
    awaited.computeIfPresent(
        id,
        (key, waiting) -> {
          waiting.remove(answer);
          return waiting.isEmpty() ? null : waiting;
        });
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

  /** Closes all publishers, and any that still come, so that every stream gets a proper end. */
  public void shutdown() {
    stopping = true;
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
                new EventLoopPressure(),
                counters,
                mergeMillis,
                stallMillis,
                new GatheredWrite(allocator)));
  }

  void viewerJoined(Viewer viewer) {
    viewers.put(viewer.id(), viewer);
  }

  void viewerLeft(Viewer viewer) {
    viewers.remove(viewer.id());
  }
}
