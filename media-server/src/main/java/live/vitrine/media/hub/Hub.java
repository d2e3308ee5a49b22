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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which streams are live, who publishes them and who watches. Any thread. */
public final class Hub {
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final HubSettings settings;
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
   * A hub without streams.
   *
   * @param observers each is asked for an observer of every stream that begins, on the stream's
   *     event loop
   */
  public Hub(
      Clock clock,
      ByteBufAllocator allocator,
      HubSettings settings,
      List<Function<LiveStream, StreamObserver>> observers) {
    this.clock = clock;
    this.allocator = allocator;
    this.settings = settings;
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
    return new LiveStream(this, id, loop, allocator, clock.instant(), settings.reconnectGrace());
  }

  /** What is asked for observers of every stream that begins. */
  List<Function<LiveStream, StreamObserver>> observers() {
    return observers;
  }

  private static void execute(EventLoop loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  /** The publisher stopped: its stream is over, unless another feeds it. */
  void end(Publication publication) {
    LiveStream stream = publication.stream();
    if (removeIf(stream, publication)) {
      execute(stream.owner(), stream::end);
    }
  }

  /** The publisher is gone: its stream waits for it, unless another feeds it. */
  void lose(Publication publication) {
    if (settings.reconnectGrace().isZero() || stopping) {
      end(publication);
      return;
    }
    LiveStream stream = publication.stream();
    streams.computeIfPresent(
        stream.id(),
        (id, known) -> {
          if (known == stream && stream.holder() == publication) {
            stream.holder(null);
          }
          return known;
        });
    if (stream.holder() == null) {
      execute(stream.owner(), stream::lose);
    }
    if (stopping) {
      endReconnecting(stream);
    }
  }

  /** Ends a stream that waits for its publisher; one that is fed goes on. Any thread. */
  public void endReconnecting(LiveStream stream) {
    if (removeIf(stream, null)) {
      execute(stream.owner(), stream::end);
    }
  }

  /** Takes a stream off the list if this one, or nobody, holds it. */
  private boolean removeIf(LiveStream stream, @Nullable Publication holder) {
    AtomicBoolean removed = new AtomicBoolean();
    streams.computeIfPresent(
        stream.id(),
        (id, known) -> {
          if (known != stream || stream.holder() != holder) {
            return known;
          }
          stream.holder(null);
          removed.set(true);
          return null;
        });
    return removed.get();
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
      } else {
        endReconnecting(stream);
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
                (int) settings.mergeWindow().toMillis(),
                (int) settings.stallAfter().toMillis(),
                new GatheredWrite(allocator)));
  }

  void viewerJoined(Viewer viewer) {
    viewers.put(viewer.id(), viewer);
  }

  void viewerLeft(Viewer viewer) {
    viewers.remove(viewer.id());
  }
}
