package live.vitrine.media.hls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Which segments the playlist lists, and which others are kept for clients that read an older one.
 * The list is at least three target durations long, and what leaves it stays for its own duration
 * and that of the list (RFC 8216 section 6.2.2), within bounds on number and bytes, and not while
 * the store is nearly full. Runs on the stream's event loop.
 */
final class SegmentWindow {
  /** Bounds the list when every segment is tiny. */
  static final int MAX_LISTED = 32;

  private static final int MAX_DELISTED = 32;

  /** Fewer could not be played (RFC 8216 section 6.3.3: three target durations from the end). */
  private static final int MIN_LISTED = 3;

  private record Delisted(Segment segment, long goneAt) {}

  private final SegmentStore store;
  private final int wantedSegments;
  private final long maxBytes;
  private final ArrayDeque<Segment> listed = new ArrayDeque<>();
  private final ArrayDeque<Delisted> delisted = new ArrayDeque<>();
  private long bytes;
  private long listedDuration;

  /** Of the list as clients have it while a new segment is added. */
  private long publishedDuration;

  private long targetSeconds;
  private long discontinuitySequence;

  SegmentWindow(HlsSettings settings, SegmentStore store, long firstDiscontinuitySequence) {
    this.store = store;
    wantedSegments = settings.listedSegments();
    maxBytes = settings.maxKeptBytes();
    targetSeconds = Math.ceilDiv(settings.segmentDuration().toMillis(), 1000);
    discontinuitySequence = firstDiscontinuitySequence;
  }

  /** Adds the newest segment and lets go of what is too old; takes over the reference to it. */
  void take(Segment segment) {
    publishedDuration = listedDuration;
    listed.add(segment);
    bytes += segment.length();
    listedDuration += segment.duration();
    targetSeconds = Math.max(targetSeconds, segment.roundedSeconds());
    long now = segment.start() + segment.duration();
    while (hasOneTooMany()) {
      delistOldest(now);
    }
    while (!delisted.isEmpty() && mayGo(delisted.getFirst(), now)) {
      release(delisted.removeFirst().segment());
    }
    while (bytes > maxBytes && listed.size() > MIN_LISTED) {
      delistOldest(now);
      release(delisted.removeLast().segment());
    }
  }

  private boolean hasOneTooMany() {
    return listed.size() > MAX_LISTED
        || (listed.size() > wantedSegments
            && listedDuration - listed.getFirst().duration() >= 3000 * targetSeconds);
  }

  private void delistOldest(long now) {
    Segment oldest = listed.removeFirst();
    delisted.add(new Delisted(oldest, now + oldest.duration() + publishedDuration));
    listedDuration -= oldest.duration();
    if (oldest.discontinuity()) {
      discontinuitySequence++;
    }
  }

  private boolean mayGo(Delisted oldest, long now) {
    return now >= oldest.goneAt()
        || delisted.size() > MAX_DELISTED
        || bytes > maxBytes
        || store.isNearlyFull();
  }

  private void release(Segment segment) {
    bytes -= segment.length();
    segment.release();
  }

  /** The playlist's segments, oldest first. */
  List<Segment> listed() {
    return List.copyOf(listed);
  }

  /** All segments that may be asked for, oldest first, without gaps. */
  List<Segment> available() {
    List<Segment> all = new ArrayList<>(delisted.size() + listed.size());
    delisted.forEach(d -> all.add(d.segment()));
    all.addAll(listed);
    return List.copyOf(all);
  }

  /** Never falls while the show lasts, and rises only when a segment is longer. */
  long targetSeconds() {
    return targetSeconds;
  }

  /** How many discontinuities have left the list. */
  long discontinuitySequence() {
    return discontinuitySequence;
  }

  long bytes() {
    return bytes;
  }

  /** Lets go of everything. */
  void clear() {
    delisted.forEach(d -> release(d.segment()));
    listed.forEach(this::release);
    delisted.clear();
    listed.clear();
  }
}
