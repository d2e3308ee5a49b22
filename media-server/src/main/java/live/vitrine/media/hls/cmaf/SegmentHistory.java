package live.vitrine.media.hls.cmaf;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import live.vitrine.media.hls.SegmentStore;
import org.jspecify.annotations.Nullable;

/**
 * The complete segments of one rendition: those that the playlist names, as far back as the window
 * reaches, and those that left it a moment ago, for players that read an older one. Owns one
 * reference to each segment's bytes. Runs on the stream's event loop.
 */
final class SegmentHistory {
  /** Segments that leave the list are kept for this long, or as long as the list if shorter. */
  private static final long DELISTED_MICROS = 30_000_000;

  /** A live playlist is at least this long (section 6.2.2), with something to skip beyond. */
  private static final int MIN_TARGETS = 7;

  private static final int MIN_LISTED = 3;

  /** Segments stay in memory no longer than this when it is nearly full. */
  private static final long HURRIED_MICROS = 6_000_000;

  private final long window;
  private final long inMemory;
  private final SegmentStore store;
  private final DiskMover mover;
  private final Consumer<Runnable> onOwner;
  private final DiskMover.Target target = new DiskMover.Target();

  /** Number of the oldest segment that has not been given to the mover. */
  private long firstUnmoved;

  private boolean moving;
  private final ArrayDeque<Segment> delisted = new ArrayDeque<>();
  private final ArrayDeque<Segment> listed = new ArrayDeque<>();
  private long listedDuration;
  private long delistedDuration;
  private long nextSequence;
  private long discontinuitySequence;
  private long peakBitrate;
  private long totalBytes;
  private long totalDuration;
  private List<Segment> available = List.of();

  /**
   * An empty history.
   *
   * @param store where segments are while they are new
   * @param onOwner runs a task on the stream's event loop
   */
  SegmentHistory(
      CmafSettings settings,
      SegmentStore store,
      DiskMover mover,
      Consumer<Runnable> onOwner,
      long firstSequence,
      long firstDiscontinuity) {
    this.window = settings.window().toMillis() * 1_000;
    this.inMemory = settings.inMemory().toMillis() * 1_000;
    this.store = store;
    this.mover = mover;
    this.onOwner = onOwner;
    this.firstUnmoved = firstSequence;
    this.nextSequence = firstSequence;
    this.discontinuitySequence = firstDiscontinuity;
  }

  /** Adds the newest segment and lets go of what is too old. Takes over the reference. */
  void take(Segment segment, int targetSeconds) {
    nextSequence = segment.sequence() + 1;
    listed.add(segment);
    listedDuration += segment.duration();
    totalBytes += segment.length();
    totalDuration += segment.duration();
    peakBitrate = Math.max(peakBitrate, segment.bitrate());
    long wanted = Math.max(window, MIN_TARGETS * 1_000_000L * targetSeconds);
    while (listed.size() > MIN_LISTED && listedDuration - listed.getFirst().duration() >= wanted) {
      delistOldest();
    }
    while (delistedDuration > Math.min(DELISTED_MICROS, listedDuration)) {
      dropOldest();
    }
    while (store.isNearlyFull() && makeRoomInMemory()) {
      // The next oldest goes too, as long as that helps.
    }
    refresh();
    moveOldest();
  }

  private boolean isOldestInMemory() {
    Segment oldest = delisted.isEmpty() ? listed.peekFirst() : delisted.getFirst();
    return oldest != null && !oldest.isOnDisk();
  }

  /** Gives the oldest segment that is in memory to the mover, when it is old enough. */
  private void moveOldest() {
    if (moving || listed.isEmpty()) {
      return;
    }
    long wanted = Math.max(firstUnmoved, listed.getFirst().sequence());
    long age = store.isNearlyFull() ? Math.min(inMemory, HURRIED_MICROS) : inMemory;
    long newer = 0;
    for (Iterator<Segment> all = listed.descendingIterator(); all.hasNext(); ) {
      Segment segment = all.next();
      if (segment.sequence() == wanted && newer >= age) {
        move(segment);
        return;
      }
      newer += segment.duration();
    }
  }

  private void move(Segment segment) {
    StoredBytes bytes = segment.bytes();
    if (!bytes.file().tryRetain()) {
      return;
    }
    moving = true;
    firstUnmoved = segment.sequence() + 1;
    mover.move(
        target, bytes, segment.length(), moved -> onOwner.accept(() -> moved(segment, moved)));
  }

  private void moved(Segment segment, @Nullable StoredBytes moved) {
    moving = false;
    boolean kept = listed.contains(segment) || delisted.contains(segment);
    if (moved != null && kept) {
      segment.takeMoved(moved);
      moveOldest();
    } else if (moved != null) {
      moved.release();
    } else if (kept) {
      // Room is made on the disk, and the next segment's time is the time to try again.
      firstUnmoved = segment.sequence();
      var _ = makeRoom();
    }
  }

  private void delistOldest() {
    Segment oldest = listed.removeFirst();
    listedDuration -= oldest.duration();
    delisted.add(oldest);
    delistedDuration += oldest.duration();
    discontinuitySequence += oldest.head().discontinuities();
  }

  private void dropOldest() {
    Segment oldest = delisted.removeFirst();
    delistedDuration -= oldest.duration();
    letGo(oldest);
  }

  private void letGo(Segment segment) {
    if (segment.isOnDisk()) {
      // The last reference frees a file, which may wait for the disk.
      mover.letGo(segment.bytes());
    } else {
      segment.release();
    }
  }

  /**
   * There is no room: lets go of the oldest segment, unless the list is as short as it may be.
   *
   * @return whether one went
   */
  boolean makeRoom() {
    if (delisted.isEmpty()) {
      if (listed.size() <= MIN_LISTED) {
        return false;
      }
      delistOldest();
    }
    dropOldest();
    refresh();
    return true;
  }

  /** The same where memory is what is short: segments on disk stay. */
  @CanIgnoreReturnValue
  boolean makeRoomInMemory() {
    return isOldestInMemory() && makeRoom();
  }

  private void refresh() {
    Segment[] all = new Segment[delisted.size() + listed.size()];
    int at = 0;
    for (Segment segment : delisted) {
      all[at++] = segment;
    }
    for (Segment segment : listed) {
      all[at++] = segment;
    }
    available = List.of(all);
  }

  /** All segments that may be asked for, oldest first, without gaps. */
  List<Segment> available() {
    return available;
  }

  /** How many of them the playlist does not name any more. */
  int firstListed() {
    return delisted.size();
  }

  /** From the newest to the oldest. */
  Iterator<Segment> newestFirst() {
    return listed.descendingIterator();
  }

  boolean isEmpty() {
    return listed.isEmpty();
  }

  int size() {
    return listed.size();
  }

  long nextSequence() {
    return nextSequence;
  }

  /** How many discontinuities have left the list. */
  long discontinuitySequence() {
    return discontinuitySequence;
  }

  /** The discontinuity sequence number that a segment after a further discontinuity would have. */
  long nextDiscontinuity() {
    return discontinuitySequence
        + listed.stream().mapToLong(segment -> segment.head().discontinuities()).sum()
        + 1;
  }

  /** When the list begins, milliseconds since the epoch; the distant past when it is empty. */
  long firstWallClock() {
    return listed.isEmpty() ? Long.MIN_VALUE : listed.getFirst().head().wallClock();
  }

  /** The longest segment listed, in whole seconds. */
  long longestSeconds() {
    return listed.stream().mapToLong(Segment::roundedSeconds).max().orElse(0);
  }

  long peakBitrate() {
    return peakBitrate;
  }

  long averageBitrate() {
    return totalBytes * 8_000_000 / Math.max(1, totalDuration);
  }

  /** Lets go of everything. */
  void clear() {
    delisted.forEach(this::letGo);
    listed.forEach(this::letGo);
    delisted.clear();
    listed.clear();
    listedDuration = 0;
    delistedDuration = 0;
    refresh();
    mover.finish(target);
  }
}
