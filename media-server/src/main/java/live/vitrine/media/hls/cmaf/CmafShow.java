package live.vitrine.media.hls.cmaf;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import live.vitrine.media.hub.StreamId;

/**
 * One show of a stream as requests see it. Changed on the stream's event loop, read on every other.
 */
final class CmafShow {
  private final StreamId streamId;
  private final String showId;
  private final EventExecutor owner;
  private final CmafCounters counters;
  private final Waiters waiters = new Waiters();
  private final DateRanges events = new DateRanges();
  private final List<RenditionWriter> writers = new ArrayList<>();

  private final long firstSequence;
  private final long firstDiscontinuity;
  private volatile long nextSequence;
  private volatile long nextDiscontinuity;
  private volatile List<Rendition> renditions = List.of();
  private volatile int targetSeconds;
  private volatile boolean ready;
  private volatile boolean reconnecting;
  private volatile boolean ended;

  /**
   * @param firstSequence media sequence number of the first segment
   * @param firstDiscontinuity discontinuity sequence number of the first segment
   */
  CmafShow(
      StreamId streamId,
      String showId,
      EventExecutor owner,
      CmafCounters counters,
      long firstSequence,
      long firstDiscontinuity) {
    this.streamId = streamId;
    this.showId = showId;
    this.owner = owner;
    this.counters = counters;
    this.firstSequence = firstSequence;
    this.firstDiscontinuity = firstDiscontinuity;
    this.nextSequence = firstSequence;
    this.nextDiscontinuity = firstDiscontinuity;
  }

  String showId() {
    return showId;
  }

  CmafCounters counters() {
    return counters;
  }

  long firstSequence() {
    return firstSequence;
  }

  long firstDiscontinuity() {
    return firstDiscontinuity;
  }

  /** The media sequence number with which a later show goes on. */
  long nextSequence() {
    return nextSequence;
  }

  /** The discontinuity sequence number with which a later show goes on. */
  long nextDiscontinuity() {
    return nextDiscontinuity;
  }

  /** Requests that wait for the first playlist. */
  Waiters waiters() {
    return waiters;
  }

  /** Whether playlists can be asked for. */
  boolean isReady() {
    return ready;
  }

  boolean ended() {
    return ended;
  }

  /** Whether the publisher is gone and may come back. */
  boolean reconnecting() {
    return reconnecting;
  }

  /** EXT-X-TARGETDURATION of every rendition; zero until it is known. */
  int targetSeconds() {
    return targetSeconds;
  }

  /** The leading one first. */
  List<Rendition> renditions() {
    return renditions;
  }

  Optional<Rendition> rendition(String name) {
    return renditions.stream().filter(rendition -> rendition.name().equals(name)).findFirst();
  }

  /** About how many watch. */
  int audience() {
    int sum = 0;
    for (Rendition rendition : renditions) {
      Snapshot snapshot = rendition.latest();
      // Who hears the sound apart sees one of the pictures.
      if (snapshot != null && rendition.content() != Rendition.Content.AUDIO) {
        sum += snapshot.audience();
      }
    }
    return sum;
  }

  void executeOnOwner(Runnable task) {
    try {
      owner.execute(task);
    } catch (RejectedExecutionException _) {
      // The process is going down and takes the files with it.
    }
  }

  // From here on: the stream's event loop only.

  DateRanges events() {
    return events;
  }

  /** Fixes which renditions there are, the leading one first. */
  void begin(List<RenditionWriter> all) {
    writers.addAll(all);
    renditions = all.stream().map(RenditionWriter::rendition).toList();
  }

  /**
   * A rendition has one more segment. The first ones of all renditions decide the target duration,
   * and only then there are playlists: it must never change.
   */
  void segmentFinished(Rendition rendition, Segment segment) {
    nextSequence = Math.max(nextSequence, segment.sequence() + 1);
    if (targetSeconds == 0) {
      boolean all = writers.stream().noneMatch(writer -> writer.history().isEmpty());
      // One that has no frames at all does not hold up the others.
      boolean enough = writers.getFirst().history().size() > 1;
      if (all || enough) {
        becomeReady();
      }
    }
  }

  private void becomeReady() {
    long longest = 2;
    for (RenditionWriter writer : writers) {
      longest = Math.max(longest, writer.history().longestSeconds());
    }
    targetSeconds = (int) longest;
    writers.forEach(RenditionWriter::publish);
    ready = true;
    waiters.wake();
  }

  void reconnecting(boolean gone) {
    reconnecting = gone;
  }

  /** The show is over: its playlists say so. */
  void end() {
    ended = true;
    if (targetSeconds == 0 && writers.stream().anyMatch(writer -> !writer.history().isEmpty())) {
      becomeReady();
    }
    writers.forEach(RenditionWriter::publish);
    for (RenditionWriter writer : writers) {
      nextDiscontinuity = Math.max(nextDiscontinuity, writer.history().nextDiscontinuity());
    }
    waiters.wake();
  }

  /** Nothing can be asked for any more. */
  void remove() {
    ended = true;
    for (RenditionWriter writer : writers) {
      writer.rendition().withdraw();
      writer.history().clear();
    }
    waiters.wake();
  }

  @Override
  public String toString() {
    return streamId + "/" + showId;
  }
}
