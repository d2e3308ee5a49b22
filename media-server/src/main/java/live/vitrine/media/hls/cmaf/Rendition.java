package live.vitrine.media.hls.cmaf;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * One media playlist and its media, as requests see it: sound and pictures together, or one track
 * of several. Changed on the stream's event loop, read on every other.
 */
final class Rendition {
  /** What it carries. */
  enum Content {
    /** Everything there is. */
    ALL,
    /** One track of pictures. */
    VIDEO,
    /** One track of sound. */
    AUDIO
  }

  private final String name;
  private final Content content;
  private final Waiters waiters = new Waiters();
  private final ConcurrentNavigableMap<Integer, byte[]> initSegments =
      new ConcurrentSkipListMap<>();
  private volatile RenditionFigures figures = RenditionFigures.NONE;
  private volatile @Nullable Snapshot snapshot;
  private volatile boolean away;

  /**
   * @param name as it stands in addresses: {@code main}, {@code video0}, {@code audio1}
   */
  Rendition(String name, Content content) {
    this.name = name;
    this.content = content;
  }

  String name() {
    return name;
  }

  Content content() {
    return content;
  }

  Waiters waiters() {
    return waiters;
  }

  /** What can be asked for now; empty before the show's first playlist, and after its end. */
  Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** The same, without an object around it. */
  @Nullable Snapshot latest() {
    return snapshot;
  }

  /** Whether the publisher that came back has not brought its tracks. */
  boolean isAway() {
    return away;
  }

  /** What the multivariant playlist says of it. */
  RenditionFigures figures() {
    return figures;
  }

  /** The bytes of an initialization segment, not to be changed; null when it is not needed. */
  byte @Nullable [] initSegment(int number) {
    return initSegments.get(number);
  }

  // From here on: the stream's event loop only.

  void figures(RenditionFigures measured) {
    figures = measured;
  }

  void away(boolean nowAway) {
    away = nowAway;
    waiters.wake();
  }

  void addInitSegment(int number, byte[] bytes) {
    initSegments.put(number, bytes);
  }

  void publish(Snapshot newest) {
    snapshot = newest;
    List<Segment> available = newest.available();
    if (!available.isEmpty()) {
      initSegments.headMap(available.getFirst().head().init()).clear();
    }
    waiters.wake();
  }

  /** Nothing can be asked for any more. */
  void withdraw() {
    snapshot = null;
    initSegments.clear();
    waiters.wake();
  }
}
