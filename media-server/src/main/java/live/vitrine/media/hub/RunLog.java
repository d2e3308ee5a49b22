package live.vitrine.media.hub;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream's newest runs on one event loop, addressed by sequence. Knows the newest join point and
 * how much lies behind it. Confined to that event loop; owns its runs.
 */
final class RunLog {
  private @Nullable FramedRun[] ring = new @Nullable FramedRun[64];
  private long tail;
  private long head;
  private long bytes;
  private long joinPoint = -1;
  private long bytesSinceJoinPoint;
  private int tagsSinceJoinPoint;

  /** Takes ownership. The first run decides where sequences begin; the others follow in order. */
  void append(FramedRun framed) {
    TagRun run = framed.run();
    if (head == tail) {
      tail = run.sequence();
      head = tail;
    }
    if (run.sequence() != head) {
      throw new IllegalStateException("run %d follows %d".formatted(run.sequence(), head - 1));
    }
    if (head - tail == ring.length) {
      grow();
    }
    ring[index(head)] = framed;
    head++;
    bytes += run.length();
    if (run.isJoinPoint()) {
      joinPoint = run.sequence();
      bytesSinceJoinPoint = 0;
      tagsSinceJoinPoint = 0;
    }
    bytesSinceJoinPoint += run.length();
    tagsSinceJoinPoint += run.tags().size();
    if (GopCache.exceeds(tagsSinceJoinPoint, bytesSinceJoinPoint)) {
      joinPoint = -1;
    }
  }

  private void grow() {
    @Nullable FramedRun[] larger = new @Nullable FramedRun[ring.length * 2];
    for (long sequence = tail; sequence < head; sequence++) {
      larger[(int) (sequence & (larger.length - 1))] = ring[index(sequence)];
    }
    ring = larger;
  }

  FramedRun get(long sequence) {
    FramedRun run = ring[index(sequence)];
    if (run == null || run.run().sequence() != sequence) {
      throw new IllegalStateException(
          "run %d is not between %d and %d".formatted(sequence, tail, head));
    }
    return run;
  }

  private int index(long sequence) {
    return (int) (sequence & (ring.length - 1));
  }

  /** Sequence of the oldest run kept. */
  long tail() {
    return tail;
  }

  /** Sequence that the next run will have. */
  long head() {
    return head;
  }

  /** Sequence of the newest run to start with, or -1. */
  long joinPoint() {
    return joinPoint;
  }

  /** Bytes of all runs kept. */
  long bytes() {
    return bytes;
  }

  void dropOldest() {
    FramedRun oldest = get(tail);
    ring[index(tail)] = null;
    bytes -= oldest.run().length();
    tail++;
    oldest.release();
  }

  void clear() {
    while (tail < head) {
      dropOldest();
    }
    joinPoint = -1;
    Arrays.fill(ring, null);
  }
}
