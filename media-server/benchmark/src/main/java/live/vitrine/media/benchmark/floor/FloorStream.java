package live.vitrine.media.benchmark.floor;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.benchmark.media.MediaFrame;
import live.vitrine.media.benchmark.media.SyntheticShow;
import live.vitrine.media.benchmark.media.Timetable;

/** One stream: makes its own frames on its own clock. Belongs to the floor's thread. */
final class FloorStream {
  final List<FloorViewer> viewers = new ArrayList<>();
  final ByteRing ring;

  private final SyntheticShow show;
  private final WritePattern pattern;
  private final Timetable timetable;
  private final FlvBytes flv = new FlvBytes();
  private long groupStart;
  private long nextMergedNanos;

  FloorStream(
      Arena arena, SyntheticShow show, WritePattern pattern, long capacity, long startNanos) {
    this.show = show;
    this.pattern = pattern;
    ring = new ByteRing(arena, capacity);
    timetable = new Timetable(startNanos);
    nextMergedNanos = startNanos + pattern.mergeNanos();
  }

  /** When {@link #advance} is to be called next. */
  long dueNanos() {
    return pattern.mergeNanos() > 0
        ? Math.min(timetable.dueNanos(), nextMergedNanos)
        : timetable.dueNanos();
  }

  /**
   * Makes one frame that is due; answers whether everybody is to be sent what has come together.
   */
  boolean advance() {
    if (pattern.mergeNanos() > 0 && nextMergedNanos <= timetable.dueNanos()) {
      nextMergedNanos += pattern.mergeNanos();
      return endBatch();
    }
    boolean picture = timetable.isPicture();
    long number = timetable.number();
    boolean key = picture && SyntheticShow.isKeyFrame(number);
    if (key && pattern.mergeNanos() > 0 && flv.isInChunk()) {
      // A newcomer starts at a write and must meet the key frame before any other picture.
      return endBatch();
    }
    if (!flv.isInChunk()) {
      flv.startChunk(ring);
    }
    if (key) {
      groupStart = flv.chunkStart();
    }
    MediaFrame frame = picture ? show.picture(number) : show.sound();
    frame.stamp(number, System.nanoTime());
    flv.tag(ring, frame, timetable.timestamp());
    timetable.advance();
    return (pattern.isPerTag() || (pattern.isPerPicture() && picture)) && endBatch();
  }

  private boolean endBatch() {
    if (!flv.isInChunk()) {
      return false;
    }
    flv.endChunk(ring);
    return true;
  }

  /** Where a newcomer starts: the write that has the newest key frame in it. */
  long joinPosition() {
    return groupStart;
  }

  /** Position behind the newest complete write. */
  long end() {
    return flv.isInChunk() ? flv.chunkStart() : ring.head();
  }
}
