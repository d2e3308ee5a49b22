package live.vitrine.media.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The runs from the newest join point on, so that a late viewer sees a picture at once. Bounded:
 * when no join point comes for too long, nothing is kept until the next one, and late viewers wait
 * for it. Confined to the stream's event loop.
 */
final class GopCache {
  /** Tags that are kept at most. */
  static final int MAX_TAGS = 2_500;

  /** Bytes that are kept at most. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Deque<TagRun> runs = new ArrayDeque<>();
  private int tags;
  private int bytes;

  /** Keeps a reference of its own when the run is part of the newest group of pictures. */
  void add(TagRun run) {
    if (run.isJoinPoint()) {
      clear();
    } else if (runs.isEmpty()) {
      return;
    }
    runs.addLast((TagRun) run.retain());
    tags += run.tags().size();
    bytes += run.length();
    if (exceeds(tags, bytes)) {
      clear();
    }
  }

  /** Whether so much without a join point is too much to keep. */
  static boolean exceeds(int tags, long bytes) {
    return tags > MAX_TAGS || bytes > MAX_BYTES;
  }

  /** The runs kept, oldest first, one more reference each for the caller to release. */
  List<TagRun> retainedRuns() {
    runs.forEach(TagRun::retain);
    return List.copyOf(runs);
  }

  void clear() {
    runs.forEach(TagRun::release);
    runs.clear();
    tags = 0;
    bytes = 0;
  }
}
