package live.vitrine.media.hls.cmaf;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.hls.SegmentFile;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.mp4.EventMessage;
import live.vitrine.media.mp4.Fragment;
import live.vitrine.media.mp4.FragmentBuilder;
import live.vitrine.media.mp4.InitSegment;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the frames of one rendition into parts and segments, and writes each part once into its
 * segment's file. Time goes by the {@link LeadingTrack}.
 *
 * <p>A part is complete when one more frame would not fit into the part target. A segment ends
 * where {@link SegmentCut} says so. Runs on the stream's event loop. Owns the open segment and
 * frames until {@link #release}.
 */
final class RenditionWriter {
  /** A rendition whose frames stay away keeps no more events than this for when they come. */
  static final int MAX_EVENTS = 64;

  /** A frame beside the leading track that has had no successor for so long is its last. */
  private static final long LATE_MICROS = 1_000_000;

  private final CmafShow show;
  private final Rendition rendition;
  private final SegmentHistory history;
  private final SegmentStore store;
  private final ByteBufAllocator allocator;
  private final Runnable onGap;
  private final SegmentCut cut;
  private final List<TrackWriter> tracks = new ArrayList<>(2);
  private final LeadingTrack lead = new LeadingTrack();

  /** For the next part. */
  private final ArrayDeque<EventMessage> events = new ArrayDeque<>();

  private FragmentBuilder builder;
  private Timing timing = Timing.of(List.of(), 250_000);
  private int init = -1;
  private boolean initStale = true;
  private int discontinuities;
  private boolean independent = true;

  /** Whether frames may follow that no key frame leads: the segment before ended in mid-GOP. */
  private boolean continues;

  private @Nullable SegmentFile file;
  private SegmentHead head = new SegmentHead(0, 0, new WallClock(), 0, 0);
  private AtomicInteger requests = new AtomicInteger();
  private final List<Part> parts = new ArrayList<>();
  private long segmentStart;
  private long partDuration;
  private boolean partIndependent;
  private long fragments;
  private long segments;
  private WallClock wallClock = new WallClock();

  /**
   * @param onGap told when frames of the leading track do not follow each other, or another leads,
   *     before the next one is written; calls {@link #breakOff} and {@link #goOn}
   */
  RenditionWriter(
      CmafShow show,
      Rendition rendition,
      SegmentHistory history,
      SegmentStore store,
      SegmentCut cut,
      ByteBufAllocator allocator,
      Runnable onGap) {
    this.show = show;
    this.rendition = rendition;
    this.history = history;
    this.store = store;
    this.cut = cut;
    this.allocator = allocator;
    this.onGap = onGap;
    this.builder = new FragmentBuilder(allocator);
  }

  Rendition rendition() {
    return rendition;
  }

  /** The target of its parts follows from how long its first frames are, microseconds. */
  void prepare(List<Long> frameDurations, long wantedPart) {
    timing = Timing.of(frameDurations, wantedPart);
  }

  /**
   * Sets the tracks up anew; nothing must be open. What follows is a discontinuity, if anything
   * came before.
   */
  void configure(List<CodecConfiguration> configurations) {
    if (configurations.equals(configurations())) {
      return;
    }
    tracks.forEach(TrackWriter::discard);
    tracks.clear();
    // What was in the old one belongs to tracks that are no more.
    builder.clear();
    builder = new FragmentBuilder(allocator);
    for (CodecConfiguration configuration : configurations) {
      tracks.add(new TrackWriter(tracks.size() + 1, configuration));
    }
    initStale = true;
    rendition.away(configurations.isEmpty());
  }

  /** What time of day it is, from the next segment on. */
  void wallClock(WallClock clock) {
    wallClock = clock;
  }

  /** A frame of the track with pictures, or with sound. */
  void write(boolean video, FlvTag tag, MediaPayload payload) throws IOException {
    TrackWriter track = track(video);
    if (track == null) {
      return;
    }
    long time = track.place(tag);
    long micros = track.micros(time);
    boolean sync = !video || tag.isKeyFrame();
    if (tracks.size() > 1 && lead.changes(video, micros, sync, file != null)) {
      onGap.run();
      lead.follow(video);
    }
    if (track == leading()) {
      writeLeading(track, tag, time, sync);
    } else if (video || file == null) {
      // Pictures beside leading sound wait for a key frame, and sound for a segment.
      return;
    } else {
      addHeld(track, track.durationUntil(time), false);
    }
    if (file != null) {
      track.hold(tag, payload, time);
    }
  }

  private TrackWriter leading() {
    return tracks.get(lead.isSound() && tracks.size() > 1 ? 1 : 0);
  }

  private void writeLeading(TrackWriter track, FlvTag tag, long time, boolean sync)
      throws IOException {
    long micros = track.micros(time);
    if (isGap(track.micros(track.durationUntil(time)))) {
      onGap.run();
      lead.follow(track == tracks.getFirst());
    }
    addHeld(track, track.durationUntil(time), true);
    for (TrackWriter other : tracks) {
      Sample late = other == track ? null : other.held();
      if (late != null && micros - other.micros(late.time()) > LATE_MICROS) {
        // Its fragment would begin long before the others when the track goes on.
        addHeld(other, other.usualDuration(), false);
      }
    }
    if (file != null && mustCut(micros, sync)) {
      finishSegment();
      continues = true;
    }
    if (file == null && (sync || continues)) {
      open(micros, tag.timestamp());
    }
  }

  private @Nullable TrackWriter track(boolean video) {
    for (TrackWriter track : tracks) {
      if (track.isVideo() == video) {
        return track;
      }
    }
    return null;
  }

  /** Frames this far apart do not follow each other: no part may last so long. */
  private boolean isGap(long micros) {
    return micros > Math.max(1_500_000, 4 * timing.frame());
  }

  private boolean mustCut(long micros, boolean sync) {
    if (cut.isDue(segmentStart, micros, sync)) {
      return true;
    }
    boolean betweenParts = partDuration == 0 && !parts.isEmpty();
    boolean overdue =
        betweenParts
            && cut.isOverdue(
                micros - segmentStart, storedLength(), timing.withTarget(show.targetSeconds()));
    if (overdue) {
      show.counters().forcedCuts.increment();
    }
    return overdue;
  }

  private long storedLength() {
    return file == null ? 0 : file.length();
  }

  private void addHeld(TrackWriter track, long duration, boolean leads) throws IOException {
    Sample held = track.held();
    if (held == null || !leads) {
      track.addHeld(builder, duration);
      return;
    }
    long micros = track.micros(duration);
    if (partDuration > 0 && partDuration + micros > timing.partTarget()) {
      finishPart();
      publish();
    }
    if (partDuration == 0) {
      partIndependent = held.sync();
    }
    track.addHeld(builder, duration);
    partDuration += micros;
    if (partDuration + timing.frame() > timing.partTarget()) {
      finishPart();
      publish();
    }
  }

  private void open(long micros, long timestamp) throws IOException {
    if (initStale) {
      initStale = false;
      init++;
      rendition.addInitSegment(
          init, InitSegment.bytes(tracks.stream().map(TrackWriter::track).toList()));
    }
    file = store.create();
    head = new SegmentHead(history.nextSequence(), timestamp, wallClock, discontinuities, init);
    requests = new AtomicInteger();
    segmentStart = micros;
    partDuration = 0;
    discontinuities = 0;
  }

  private void finishPart() throws IOException {
    if (file == null || partDuration == 0) {
      return;
    }
    events.forEach(builder::event);
    Fragment fragment = builder.takeFragment(++fragments);
    try {
      long offset = file.length();
      file.append(fragment.vectors(), fragment.length());
      parts.add(new Part(offset, fragment.length(), partDuration, partIndependent));
    } finally {
      fragment.release();
    }
    events.clear();
    show.counters().parts.increment();
    partDuration = 0;
  }

  private void finishSegment() throws IOException {
    finishPart();
    closeSegment();
  }

  /** Ends the segment with the parts that are complete. */
  private void closeSegment() {
    SegmentFile finished = file;
    file = null;
    if (finished == null) {
      return;
    }
    if (parts.isEmpty()) {
      finished.release();
      return;
    }
    Segment segment = new Segment(head, parts, new StoredBytes(finished, 0), requests);
    parts.clear();
    cut.done();
    segments++;
    independent &= segment.independent();
    show.counters().segments.increment();
    history.take(segment, show.targetSeconds());
    rendition.figures(
        new RenditionFigures(
            configurations(),
            history.peakBitrate(),
            history.averageBitrate(),
            timing.framesPerSecond()));
    publish();
    show.segmentFinished(rendition, segment);
  }

  /** Completes all that is open, so that nothing is held back. A key frame has to follow. */
  void breakOff() throws IOException {
    for (TrackWriter track : tracks) {
      if (file != null && track.held() != null) {
        addHeld(track, track.usualDuration(), track == leading());
      }
      track.discard();
    }
    lead.follow(true);
    finishSegment();
    builder.clear();
    continues = false;
  }

  /** What follows is a discontinuity, in all renditions of the show alike. */
  void interrupt() {
    discontinuities++;
  }

  /** What follows need not begin with a key frame. */
  void goOn() {
    continues = true;
  }

  /**
   * The next part cannot be stored: it is given up. The segment ends with those before it, which
   * players have seen: its number must not come to mean anything else.
   */
  void abandon() {
    tracks.forEach(TrackWriter::discard);
    builder.clear();
    partDuration = 0;
    lead.follow(true);
    closeSegment();
    continues = false;
    publish();
  }

  /** Goes into the next part; nothing is written without one. */
  void event(TimedEvent event) {
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    events.add(EventMessages.of(event));
  }

  /** Tells requests what there is, once the show's timing is known. */
  void publish() {
    int target = show.targetSeconds();
    if (target == 0) {
      return;
    }
    if (!parts.isEmpty() || !history.isEmpty()) {
      head.clock().fix();
    }
    OpenSegment open =
        file == null
            ? null
            : new OpenSegment(head, List.copyOf(parts), new StoredBytes(file, 0), requests);
    DateRanges dates = show.events();
    dates.removeBefore(history.firstWallClock());
    rendition.publish(
        new Snapshot(
            history.available(),
            history.firstListed(),
            open,
            history.nextSequence(),
            history.discontinuitySequence(),
            timing.withTarget(target),
            independent,
            dates.listed(),
            dates.removed(),
            show.ended(),
            new PlaylistTexts()));
  }

  SegmentHistory history() {
    return history;
  }

  SegmentCut cut() {
    return cut;
  }

  /** How many segments were finished. */
  long segments() {
    return segments;
  }

  /** Whether pictures stay away. */
  boolean isLedBySound() {
    return lead.isSound();
  }

  /** Whether a segment is being written. */
  boolean isOpen() {
    return file != null;
  }

  /** What its tracks are set up with, pictures first. */
  List<CodecConfiguration> configurations() {
    return tracks.stream().map(track -> track.track().configuration()).toList();
  }

  void release() {
    tracks.forEach(TrackWriter::discard);
    builder.clear();
    if (file != null) {
      file.release();
      file = null;
    }
  }
}
