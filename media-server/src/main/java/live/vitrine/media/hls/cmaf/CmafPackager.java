package live.vitrine.media.hls.cmaf;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.codec.CodecException;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.TimedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs one stream's tags into the parts and segments of its renditions. The first frames decide
 * which renditions there are; what has no place in them later is left out and counted. A changed
 * configuration, a jump in time and another publisher end all renditions' segments, and what
 * follows is a discontinuity in all of them. Runs on the stream's event loop.
 */
final class CmafPackager implements StreamObserver {
  private static final Logger LOG = LoggerFactory.getLogger(CmafPackager.class);

  /** A rendition's writer and the tracks that go into it. */
  private record Lane(RenditionWriter writer, List<TrackKey> tracks) {}

  private final CmafShow show;
  private final CmafSettings settings;
  private final SegmentStore store;
  private final DiskMover mover;
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final MediaPayload payload = new MediaPayload();
  private final StreamConfigurations configurations = new StreamConfigurations();
  private final Preroll preroll;
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<TrackKey, Lane> laneOf = new HashMap<>();

  /** Configurations have changed since the writers were told. */
  private boolean configurationsStale;

  /** Frames have been written since the last interruption. */
  private boolean begun;

  private WallClock wallClock = new WallClock();
  private long leadSegments;
  private boolean failureLogged;
  private boolean ended;

  CmafPackager(
      CmafShow show,
      CmafSettings settings,
      SegmentStore store,
      DiskMover mover,
      Clock clock,
      ByteBufAllocator allocator) {
    this.show = show;
    this.settings = settings;
    this.store = store;
    this.mover = mover;
    this.clock = clock;
    this.allocator = allocator;
    this.preroll = new Preroll(settings.maxFirstSegment().toMillis());
  }

  @Override
  public void onTag(FlvTag tag) {
    if (ended || tag.type() == TagType.SCRIPT || !payload.locate(tag)) {
      return;
    }
    try {
      if (configurations.learn(tag, payload)) {
        changeConfiguration(TrackKey.of(tag));
      }
    } catch (CodecException _) {
      show.counters().damaged.increment();
      return;
    }
    if (!tag.isCodedFrame() || configurations.get(TrackKey.of(tag)) == null) {
      return;
    }
    if (!wallClock.isFixed() && leads(tag)) {
      wallClock.observe(tag.timestamp(), clock.millis());
    }
    if (!lanes.isEmpty()) {
      write(tag);
    } else if (preroll.add(tag, configurations.hasVideo())) {
      begin();
    }
  }

  /** Sound may be ahead of the pictures, which are what the time of day is seen by. */
  private boolean leads(FlvTag tag) {
    return tag.type() == TagType.VIDEO
        || !configurations.hasVideo()
        || (!lanes.isEmpty() && lanes.getFirst().writer().isLedBySound());
  }

  private void changeConfiguration(TrackKey key) {
    Lane lane = laneOf.get(key);
    if (lane == null) {
      return;
    }
    boolean used = lane.writer().isOpen();
    if (used) {
      breakOff();
    }
    configurationsStale = true;
  }

  /** The first frames have come: fixes what there is and writes them. */
  private void begin() {
    List<TrackKey> seen =
        StreamSupport.stream(configurations.tracks().spliterator(), false)
            .filter(preroll::has)
            .toList();
    if (seen.isEmpty()) {
      return;
    }
    for (Layout.Place place : Layout.of(seen)) {
      Lane lane = new Lane(writer(place, lanes.isEmpty()), place.tracks());
      lanes.add(lane);
      place.tracks().forEach(track -> laneOf.put(track, lane));
      TrackKey lead = place.tracks().stream().filter(seen::contains).findFirst().orElseThrow();
      lane.writer().prepare(preroll.frameDurations(lead), settings.part().toMillis() * 1_000);
    }
    configurationsStale = true;
    show.begin(lanes.stream().map(Lane::writer).toList());
    List<FlvTag> held = preroll.takeAll();
    for (FlvTag tag : held) {
      if (payload.locate(tag)) {
        write(tag);
      }
      tag.release();
    }
  }

  private RenditionWriter writer(Layout.Place place, boolean leads) {
    Rendition rendition = new Rendition(place.name(), place.content());
    SegmentHistory history =
        new SegmentHistory(
            settings,
            store,
            mover,
            show::executeOnOwner,
            show.firstSequence(),
            show.firstDiscontinuity());
    boolean follows = !leads && !place.tracks().getFirst().isVideo();
    SegmentCut cut = new SegmentCut(settings, follows);
    Runnable onGap = leads ? this::bridgeGap : () -> bridgeGap(place.tracks().getFirst());
    RenditionWriter writer =
        new RenditionWriter(show, rendition, history, store, cut, allocator, onGap);
    writer.wallClock(wallClock);
    return writer;
  }

  private void write(FlvTag tag) {
    TrackKey key = TrackKey.of(tag);
    Lane lane = laneOf.get(key);
    if (lane == null) {
      show.counters().leftOut.increment();
      return;
    }
    if (configurationsStale) {
      configurationsStale = false;
      lanes.forEach(this::configure);
    }
    RenditionWriter lead = lanes.getFirst().writer();
    if (!lane.equals(lanes.getFirst()) && !lead.isOpen()) {
      // All begin with the leading one.
      return;
    }
    try {
      lane.writer().write(key.isVideo(), tag, payload);
      begun |= lane.writer().isOpen();
    } catch (IOException e) {
      abandon(lane, e);
      breakOff();
    }
    if (lead.segments() != leadSegments) {
      leadSegments = lead.segments();
      long time = tag.timestamp() * 1_000;
      lanes.stream().skip(1).forEach(other -> other.writer().cut().ask(time));
    }
  }

  private void configure(Lane lane) {
    Stream<CodecConfiguration> known =
        lane.tracks().stream().map(configurations::get).filter(Objects::nonNull);
    lane.writer().configure(known.toList());
  }

  private void abandon(Lane lane, IOException failure) {
    show.counters().storeFailures.increment();
    if (!failureLogged) {
      failureLogged = true;
      LOG.warn(
          "HLS of {}: segments are lost, files cannot be written: {}", show, failure.getMessage());
    }
    lane.writer().abandon();
    lane.writer().history().makeRoomInMemory();
  }

  /** The leading rendition goes on after a while without frames, and so do all others. */
  private void bridgeGap() {
    WallClock kept = wallClock;
    breakOff();
    setClock(kept);
    lanes.forEach(lane -> lane.writer().goOn());
  }

  /** Another one does: no reason to interrupt all. */
  private void bridgeGap(TrackKey track) {
    Lane lane = laneOf.get(track);
    if (lane != null) {
      breakOff(lane);
      lane.writer().goOn();
    }
  }

  /** Ends every rendition's segment; what follows is a discontinuity if anything came before. */
  private void breakOff() {
    lanes.forEach(this::breakOff);
    if (begun) {
      begun = false;
      lanes.forEach(lane -> lane.writer().interrupt());
    }
    leadSegments = lanes.isEmpty() ? 0 : lanes.getFirst().writer().segments();
    setClock(new WallClock());
  }

  private void setClock(WallClock clock) {
    wallClock = clock;
    lanes.forEach(lane -> lane.writer().wallClock(clock));
  }

  private void breakOff(Lane lane) {
    try {
      lane.writer().breakOff();
    } catch (IOException e) {
      abandon(lane, e);
    }
  }

  @Override
  public void onDiscontinuity() {
    breakOff();
  }

  @Override
  public void onReconnecting() {
    if (lanes.isEmpty()) {
      begin();
    }
    show.reconnecting(true);
    breakOff();
    lanes.forEach(lane -> lane.writer().publish());
  }

  @Override
  public void onTakeover() {
    show.reconnecting(false);
    breakOff();
    configurations.clear();
    preroll.clear();
    configurationsStale = true;
  }

  @Override
  public void onEvent(TimedEvent event) {
    if (ended) {
      return;
    }
    long start = wallClock.at(event.timestamp(), clock.millis());
    long sequence =
        lanes.isEmpty() ? show.firstSequence() : lanes.getFirst().writer().history().nextSequence();
    show.events().add(event, start, sequence);
    // Who hears the sound apart gets the event with the pictures.
    for (Lane lane : lanes) {
      if (lane.writer().rendition().content() != Rendition.Content.AUDIO) {
        lane.writer().event(event);
      }
    }
  }

  @Override
  public void onEnd() {
    if (ended) {
      return;
    }
    if (lanes.isEmpty()) {
      begin();
    }
    ended = true;
    breakOff();
    preroll.clear();
    lanes.forEach(lane -> lane.writer().release());
    show.end();
  }
}
