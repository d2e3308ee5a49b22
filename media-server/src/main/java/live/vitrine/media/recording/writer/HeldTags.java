package live.vitrine.media.recording.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import live.vitrine.media.flv.FlvTag;

/**
 * Frames that wait until it is known which tracks a file will have: a publisher may send the
 * configuration of its sound behind the first picture.
 */
final class HeldTags {
  /** So much of the show is waited for another track. */
  static final int MAX_MILLIS = 500;

  static final int MAX_BYTES = 4 * 1024 * 1024;
  static final int MAX_TAGS = 1_000;

  private final Deque<FlvTag> tags = new ArrayDeque<>(4);
  private int bytes;

  /** Keeps a frame; retains it. */
  void add(FlvTag tag) {
    tags.add(tag.retain());
    bytes += tag.length();
  }

  boolean isEmpty() {
    return tags.isEmpty();
  }

  /** When the earliest begins on the stream's timeline. */
  long start() {
    return tags.stream().mapToLong(FlvTag::timestamp).min().orElse(0);
  }

  /** Whether no more are to be kept. */
  boolean isFull() {
    return bytes > MAX_BYTES
        || tags.size() >= MAX_TAGS
        || (!tags.isEmpty() && tags.getLast().timestamp() - start() >= MAX_MILLIS);
  }

  /** Hands all on in their order, borrowed, and forgets them. */
  void drain(Consumer<FlvTag> target) {
    try {
      for (FlvTag tag = tags.peek(); tag != null; tag = tags.peek()) {
        target.accept(tag);
        tags.remove().release();
      }
    } finally {
      release();
    }
  }

  void release() {
    tags.forEach(FlvTag::release);
    tags.clear();
    bytes = 0;
  }
}
