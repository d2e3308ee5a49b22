package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.PayloadException;
import live.vitrine.media.flv.ScriptPayload;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.flv.TrackPayloads;
import org.jspecify.annotations.Nullable;

/**
 * One stream from its first publisher to its end. State belongs to one event loop, the owner; only
 * what is documented otherwise may be called elsewhere.
 */
public final class LiveStream {
  private final Hub hub;
  private final StreamId id;
  private final EventLoop owner;
  private final ByteBufAllocator allocator;
  private final Instant startedAt;

  private final Renditions renditions = new Renditions(this);
  private final Timeline timeline = new Timeline();
  private final ActiveEvents events = new ActiveEvents();
  private final StreamStatistics statistics;
  private final StreamObservers observers;
  private final GraceTime graceTime;
  private PublishGate gate = new PublishGate();
  private @Nullable Publication current;
  private boolean begun;
  private boolean ended;

  /** Set when the next key frame is not to be sent any more, but ends the publication. */
  private PublisherConnection.@Nullable CloseReason closingAtKeyFrame;

  /** That key frame has come: what follows it belongs to a group that nobody gets. */
  private boolean cut;

  private final AtomicIntegerArray viewers = new AtomicIntegerArray(ViewerProtocol.values().length);
  private final LongAdder tagsSkipped = new LongAdder();

  /** Who may feed the stream. Changed under the hub's lock for this stream's name only. */
  private volatile @Nullable Publication holder;

  private volatile StreamState state = StreamState.LIVE;

  LiveStream(
      Hub hub,
      StreamId id,
      EventLoop owner,
      ByteBufAllocator allocator,
      Instant startedAt,
      Duration reconnectGrace) {
    this.hub = hub;
    this.id = id;
    this.owner = owner;
    this.allocator = allocator;
    this.observers = new StreamObservers(id);
    this.startedAt = startedAt;
    this.graceTime =
        new GraceTime(owner, reconnectGrace, this::sendState, () -> hub.endReconnecting(this));
    this.statistics = new StreamStatistics(owner.ticker().nanoTime());
  }

  /** Any thread. */
  public StreamId id() {
    return id;
  }

  /** The event loop that everything of this stream runs on. Any thread. */
  public EventLoop owner() {
    return owner;
  }

  /** When its first publisher was let in. Any thread. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Where it stands. Any thread. */
  public StreamState state() {
    return state;
  }

  /** How many watch by this protocol. Any thread. */
  public int viewers(ViewerProtocol protocol) {
    return viewers.get(protocol.ordinal());
  }

  /** How many watch, by any protocol. Any thread. */
  public int audience() {
    int sum = 0;
    for (ViewerProtocol protocol : ViewerProtocol.values()) {
      sum += protocol.isAudience() ? viewers(protocol) : 0;
    }
    return sum;
  }

  /** Counts viewers that do not hold a connection, as those of HLS. Any thread. */
  public void addViewers(ViewerProtocol protocol, int difference) {
    viewers.addAndGet(protocol.ordinal(), difference);
  }

  /** Tags left out for viewers that were too slow. Any thread. */
  public long tagsSkipped() {
    return tagsSkipped.sum();
  }

  /** The connection that feeds the stream now, if any. Any thread. */
  public @Nullable PublisherConnection publisher() {
    Publication publication = holder;
    return publication == null ? null : publication.connection();
  }

  /**
   * Closes the publisher before its next key frame, so that viewers end on a whole group of
   * pictures; one of sound alone at once. A stream that waits for its publisher ends. Any thread.
   */
  public void closeAtKeyFrame(PublisherConnection.CloseReason reason) {
    onOwner(() -> {
      closingAtKeyFrame = reason;
      if (publisher() == null) {
        hub.endReconnecting(this);
      } else if (!renditions.main().tracks().hasPicture()) {
        closePublisher(reason);
      }
    });
  }

  /** Takes {@link #closeAtKeyFrame} back, as long as no key frame has come. Any thread. */
  public void goOn() {
    onOwner(() -> closingAtKeyFrame = cut ? closingAtKeyFrame : null);
  }

  private void closePublisher(PublisherConnection.CloseReason reason) {
    PublisherConnection publisher = publisher();
    if (publisher != null) {
      publisher.close(reason);
    }
  }

  /** Closes the publisher and thereby ends the stream, also while it waits for one. Any thread. */
  public void kick() {
    PublisherConnection publisher = publisher();
    if (publisher == null) {
      hub.endReconnecting(this);
    } else {
      publisher.close(PublisherConnection.CloseReason.KICKED);
    }
  }

  /** The stream's facts and figures at this moment. Any thread. */
  public CompletableFuture<StreamFigures> figures() {
    return onOwnerAsync(() ->
        statistics.figures(
            renditions.main().tracks().videoConfiguration(),
            renditions.main().tracks().audioConfiguration(),
            now()));
  }

  /** Begins to send the stream's main tracks to a viewer. Call on the viewer's event loop. */
  public void subscribe(Viewer viewer) {
    subscribe(viewer, renditions.main());
  }

  /**
   * Begins to send these tracks to a viewer. Call on the viewer's event loop.
   *
   * @return false when the stream has not got them; the viewer gets nothing then
   */
  public boolean subscribe(Viewer viewer, TrackSelection selection) {
    Optional<Rendition> rendition = renditions.find(selection);
    rendition.ifPresent(found -> subscribe(viewer, found));
    return rendition.isPresent();
  }

  /** Whether the stream has these tracks. Any thread. */
  public boolean has(TrackSelection selection) {
    return renditions.find(selection).isPresent();
  }

  /** Numbers of the video tracks there have been, ascending. Any thread. */
  public List<Integer> videoTracks() {
    return List.copyOf(renditions.tracks(TagType.VIDEO));
  }

  /** Numbers of the audio tracks there have been, ascending. Any thread. */
  public List<Integer> audioTracks() {
    return List.copyOf(renditions.tracks(TagType.AUDIO));
  }

  private void subscribe(Viewer viewer, Rendition rendition) {
    viewer.prepareSocket();
    viewers.incrementAndGet(viewer.protocol().ordinal());
    viewer.watch(this);
    hub.viewerJoined(viewer);
    rendition.subscribe(viewer);
  }

  /**
   * Puts an event on the stream's clock, now. Any thread.
   *
   * @param durationMillis how long it is in force, not negative
   * @param data JSON
   * @return the event, or a failure with {@link IllegalStateException} when too many are in force
   */
  public CompletableFuture<TimedEvent> post(
      String eventId, String name, long durationMillis, String data) {
    return onOwnerAsync(() -> {
      var event = new TimedEvent(eventId, name, timeline.now(), durationMillis, data);
      if (!events.hasRoomFor(event)) {
        throw new IllegalStateException(
            "%d events are in force, no more are allowed".formatted(ActiveEvents.MAX_ACTIVE));
      }
      send(event);
      return event;
    });
  }

  /** Ends an event that is in force; the answer is empty when there is none. Any thread. */
  public CompletableFuture<Optional<TimedEvent>> endEvent(String eventId) {
    return onOwnerAsync(() -> {
      long now = timeline.now();
      TimedEvent known = events.find(eventId, now);
      if (known == null) {
        return Optional.empty();
      }
      TimedEvent over =
          new TimedEvent(
              eventId, known.name(), known.timestamp(), now - known.timestamp(), known.data());
      send(over);
      return Optional.of(over);
    });
  }

  /** Called by the fan-out, on its event loop, when a viewer is gone. */
  void viewerLeft(Viewer viewer) {
    viewers.decrementAndGet(viewer.protocol().ordinal());
    hub.viewerLeft(viewer);
  }

  /** Called by the fan-out, on its event loop, when a viewer is moved on past so many tags. */
  void skipped(long tags) {
    tagsSkipped.add(tags);
  }

  private long now() {
    return owner.ticker().nanoTime();
  }

  void onOwner(Runnable task) {
    if (owner.inEventLoop()) {
      task.run();
    } else {
      owner.execute(task);
    }
  }

  private <T> CompletableFuture<T> onOwnerAsync(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    onOwner(() -> {
      try {
        answer.complete(work.get());
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  Hub hub() {
    return hub;
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  @Nullable Publication holder() {
    return holder;
  }

  void holder(@Nullable Publication publication) {
    holder = publication;
  }

  // From here on: owner's event loop only.

  /** A publisher begins: the first, or one that takes over. */
  void begin(Publication publication) {
    if (publication != holder || ended) {
      // Another took over before this one could begin.
      return;
    }
    if (state == StreamState.RECONNECTING) {
      graceTime.stop();
      state = StreamState.LIVE;
      sendState();
    }
    if (!begun) {
      begun = true;
      observers.begin(this, hub.observers());
    } else {
      renditions.forEach(Rendition::restart);
      timeline.restart();
      gate = new PublishGate();
      observers.tell(StreamObserver::onTakeover);
    }
    current = publication;
    cut = false;
  }

  /** A media message of a publication; ignored unless it is the current one. Takes ownership. */
  void accept(Publication publication, TagType type, long timestamp, ByteBuf payload) {
    if (publication != current || ended || cut || !payload.isReadable()) {
      payload.release();
      return;
    }
    statistics.received(payload.readableBytes(), now());
    try {
      TrackPayloads.unwrap(type, payload, (track, plain) -> accept(type, track, timestamp, plain));
    } catch (PayloadException _) {
      hub.counters().messagesDamaged().increment();
    }
  }

  private void accept(TagType type, int track, long timestamp, ByteBuf payload) {
    if (cut) {
      payload.release();
      return;
    }
    if (track > TrackSelection.MAX_TRACK || !payload.isReadable()) {
      hub.counters().messagesDamaged().increment();
      payload.release();
      return;
    }
    FlvTag tag = FlvTag.take(type, track, 0, payload);
    if (closingAtKeyFrame != null && tag.isKeyFrame() && track == 0) {
      tag.release();
      renditions.forEach(Rendition::seal);
      cut = true;
      closePublisher(closingAtKeyFrame);
    } else if (tag.isCodedFrame()) {
      acceptFrame(tag, timestamp);
    } else {
      acceptOther(tag);
    }
  }

  private void acceptFrame(FlvTag unplaced, long timestamp) {
    Timeline.Track kind =
        unplaced.type() == TagType.VIDEO ? Timeline.Track.VIDEO : Timeline.Track.AUDIO;
    FlvTag tag = unplaced.movedTo(timeline.map(kind, unplaced.track(), timestamp));
    if (timeline.jumped()) {
      observers.tell(StreamObserver::onDiscontinuity);
    }
    if (!gate.passes(tag)) {
      tag.release();
      return;
    }
    if (tag.track() == 0) {
      statistics.sawFrame(tag);
    }
    take(tag);
  }

  /** Configuration and metadata pass when they are new; events and marks pass as they come. */
  private void acceptOther(FlvTag unplaced) {
    FlvTag tag = unplaced.movedTo(placeOf(unplaced));
    if (tag.type() == TagType.VIDEO && tag.isConfiguration()) {
      gate.sawVideoConfiguration();
    }
    take(tag);
  }

  /** Not before the last frame of its own track, and not after the next one. */
  private long placeOf(FlvTag tag) {
    return switch (tag.type()) {
      case VIDEO -> timeline.now(Timeline.Track.VIDEO, tag.track());
      case AUDIO -> timeline.now(Timeline.Track.AUDIO, tag.track());
      case SCRIPT -> timeline.now();
    };
  }

  /** Takes ownership. */
  private void take(FlvTag tag) {
    observers.tell(observer -> observer.onTag(tag));
    renditions.take(tag, now());
  }

  /** Sends what has been accepted, unless it is sound that can wait for a picture. */
  void flush(Publication publication) {
    if (publication == current) {
      long now = now();
      renditions.forEach(rendition -> rendition.flush(now));
    }
  }

  private void send(TimedEvent event) {
    if (ended) {
      throw new IllegalStateException("the stream is over");
    }
    events.put(event);
    FlvTag tag =
        new ScriptPayload(allocator, "onTextData")
            .text("id", event.id())
            .text("name", event.name())
            .number("time", event.timestamp())
            .number("duration", event.durationMillis())
            .text("text", event.data())
            .retainedTag(timeline.now());
    observers.tell(observer -> observer.onEvent(event));
    renditions.forEach(rendition -> rendition.tracks().keep(event, tag));
    take(tag);
    renditions.forEach(Rendition::seal);
  }

  /**
   * Nobody holds it any more: viewers get what there is, and wait. The last holder may be gone
   * before it could begin here, while the one that it took over from is still the current one.
   */
  void lose() {
    if (holder != null || ended || graceTime.isRunning()) {
      return;
    }
    current = null;
    state = StreamState.RECONNECTING;
    renditions.forEach(Rendition::seal);
    observers.tell(StreamObserver::onReconnecting);
    sendState();
    graceTime.start();
  }

  /** Says where the stream stands, also so that no proxy takes a silent response for a dead one. */
  private void sendState() {
    FlvTag tag =
        new ScriptPayload(allocator, "onStreamState")
            .text("state", state.label())
            .retainedTag(timeline.now());
    take(tag);
    renditions.forEach(Rendition::seal);
  }

  /** The stream is over for good. */
  void end() {
    if (ended) {
      return;
    }
    graceTime.stop();
    ended = true;
    state = StreamState.ENDED;
    current = null;
    observers.tell(StreamObserver::onEnd);
    renditions.end();
  }
}
