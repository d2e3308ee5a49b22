package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.ScriptPayload;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream from its first publisher to its end. State belongs to one event loop, the owner; only
 * what is documented otherwise may be called elsewhere.
 */
public final class LiveStream {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  private final Hub hub;
  private final StreamId id;
  private final EventLoop owner;
  private final ByteBufAllocator allocator;
  private final Instant startedAt;

  private final StreamTracks tracks = new StreamTracks();
  private final RunAssembler assembler = new RunAssembler(tracks);
  private final Timeline timeline = new Timeline();
  private final GopCache gop = new GopCache();
  private final StreamStatistics statistics;
  private final List<StreamObserver> observers = new ArrayList<>(2);
  private final List<LoopFanout> fanouts = new ArrayList<>(2);
  private final GraceTime graceTime;
  private PublishGate gate = new PublishGate();
  private @Nullable Publication current;
  private boolean begun;
  private boolean ended;

  /** Each event loop changes its own entry only. */
  private final Map<EventLoop, LoopFanout> fanoutOfLoop = new ConcurrentHashMap<>();

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
    CompletableFuture<StreamFigures> answer = new CompletableFuture<>();
    Runnable read =
        () -> {
          try {
            answer.complete(
                statistics.figures(
                    tracks.videoConfiguration(), tracks.audioConfiguration(), now()));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        };
    if (owner.inEventLoop()) {
      read.run();
    } else {
      owner.execute(read);
    }
    return answer;
  }

  /** Begins to send the stream to a viewer. Call on the viewer's event loop. */
  public void subscribe(Viewer viewer) {
    EventLoop loop = viewer.channel.eventLoop();
    viewer.prepareSocket();
    viewers.incrementAndGet(viewer.protocol().ordinal());
    viewer.watch(this);
    hub.viewerJoined(viewer);
    LoopFanout fanout = fanoutOfLoop.get(loop);
    if (fanout == null) {
      fanout = new LoopFanout(this, loop, hub.context(loop));
      fanoutOfLoop.put(loop, fanout);
      LoopFanout attached = fanout;
      onOwner(() -> attach(attached));
    }
    fanout.add(viewer);
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

  /** Called by the fan-out, on its event loop, when its last viewer is gone. */
  void detach(LoopFanout fanout) {
    fanoutOfLoop.remove(fanout.loop(), fanout);
    onOwner(() -> fanouts.remove(fanout));
  }

  private void attach(LoopFanout fanout) {
    List<TagRun> runs = gop.retainedRuns();
    onLoop(fanout, () -> fanout.begin(runs));
    if (ended) {
      onLoop(fanout, fanout::end);
    } else {
      fanouts.add(fanout);
    }
  }

  private long now() {
    return owner.ticker().nanoTime();
  }

  private void onOwner(Runnable task) {
    if (owner.inEventLoop()) {
      task.run();
    } else {
      owner.execute(task);
    }
  }

  private static void onLoop(LoopFanout fanout, Runnable task) {
    if (fanout.loop().inEventLoop()) {
      task.run();
    } else {
      fanout.loop().execute(task);
    }
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
      observers.addAll(hub.observers(this));
    } else {
      seal();
      timeline.restart();
      tracks.restart();
      gate = new PublishGate();
      observers.forEach(StreamObserver::onTakeover);
    }
    current = publication;
  }

  /** A media message of a publication; ignored unless it is the current one. Takes ownership. */
  void accept(Publication publication, TagType type, long timestamp, ByteBuf payload) {
    if (publication != current || ended || !payload.isReadable()) {
      payload.release();
      return;
    }
    statistics.received(payload.readableBytes(), now());
    FlvTag tag = FlvTag.take(type, 0, payload);
    if (tag.isCodedFrame()) {
      acceptFrame(tag, timestamp);
    } else {
      acceptOther(tag);
    }
  }

  private void acceptFrame(FlvTag unplaced, long timestamp) {
    Timeline.Track track =
        unplaced.type() == TagType.VIDEO ? Timeline.Track.VIDEO : Timeline.Track.AUDIO;
    FlvTag tag = unplaced.movedTo(timeline.map(track, timestamp));
    if (timeline.jumped()) {
      observers.forEach(StreamObserver::onDiscontinuity);
    }
    if (!gate.passes(tag)) {
      tag.release();
      return;
    }
    tracks.sawFrame(tag);
    statistics.sawFrame(tag);
    add(tag);
  }

  /** Configuration and metadata pass when they are new; events and marks pass as they come. */
  private void acceptOther(FlvTag unplaced) {
    FlvTag tag = unplaced.movedTo(placeOf(unplaced.type()));
    boolean state = tag.isConfiguration() || tag.isMetadata();
    if (tag.type() == TagType.VIDEO && tag.isConfiguration()) {
      gate.sawVideoConfiguration();
    }
    if (state && !tracks.keep(tag)) {
      show(tag);
      tag.release();
      return;
    }
    add(tag);
  }

  /** Not before the last frame of its own track, and not after the next one. */
  private long placeOf(TagType type) {
    return switch (type) {
      case VIDEO -> timeline.now(Timeline.Track.VIDEO);
      case AUDIO -> timeline.now(Timeline.Track.AUDIO);
      case SCRIPT -> timeline.now();
    };
  }

  private void show(FlvTag tag) {
    for (int i = 0; i < observers.size(); i++) {
      show(observers.get(i), tag);
    }
  }

  private void add(FlvTag tag) {
    show(tag);
    if (!assembler.isEmpty() && assembler.mustPrecede(tag)) {
      seal();
    }
    assembler.add(tag, now());
  }

  /** What an observer cannot bear costs the stream that observer, not its viewers. */
  private void show(StreamObserver observer, FlvTag tag) {
    try {
      observer.onTag(tag);
    } catch (RuntimeException e) {
      LOG.error("stream {}: an observer failed and is left out from now on", id, e);
      observers.remove(observer);
    }
  }

  /** Sends what has been accepted, unless it is sound that can wait for a picture. */
  void flush(Publication publication) {
    if (publication == current && assembler.isDue(now())) {
      seal();
    }
  }

  private void seal() {
    if (assembler.isEmpty()) {
      return;
    }
    TagRun run = assembler.retainedRun();
    gop.add(run);
    for (int i = 0; i < fanouts.size(); i++) {
      LoopFanout fanout = fanouts.get(i);
      run.retain();
      if (fanout.loop().inEventLoop()) {
        fanout.append(run);
      } else {
        fanout.loop().execute(() -> fanout.append(run));
      }
    }
    run.release();
  }

  /** Its publisher is gone: viewers get what there is, and wait. */
  void lose(Publication publication) {
    if (publication != current || holder != null || ended) {
      // It never began, or another has.
      return;
    }
    current = null;
    state = StreamState.RECONNECTING;
    seal();
    observers.forEach(StreamObserver::onReconnecting);
    sendState();
    graceTime.start();
  }

  /** Says where the stream stands, also so that no proxy takes a silent response for a dead one. */
  private void sendState() {
    FlvTag tag =
        new ScriptPayload(allocator, "onStreamState")
            .text("state", state.label())
            .retainedTag(timeline.now());
    add(tag);
    seal();
  }

  /** The stream is over for good. */
  void end() {
    if (ended) {
      return;
    }
    graceTime.stop();
    seal();
    ended = true;
    state = StreamState.ENDED;
    current = null;
    assembler.release();
    gop.clear();
    tracks.release();
    observers.forEach(StreamObserver::onEnd);
    // Fan-outs leave the list as their viewers are finished.
    for (LoopFanout fanout : List.copyOf(fanouts)) {
      onLoop(fanout, fanout::end);
    }
    fanouts.clear();
  }
}
