package live.vitrine.media.recording;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the oldest recordings when they are too old, or too many. */
final class Retention implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final RecordingLibrary library;
  private final Clock clock;
  private final Duration maxAge;
  private final long maxTotalBytes;
  private final Thread thread;

  /**
   * @param maxAge zero for no limit
   * @param maxTotalBytes zero for no limit
   */
  Retention(RecordingLibrary library, Clock clock, Duration maxAge, long maxTotalBytes) {
    this.library = library;
    this.clock = clock;
    this.maxAge = maxAge;
    this.maxTotalBytes = maxTotalBytes;
    this.thread = Thread.ofVirtual().name("retention").unstarted(this::run);
  }

  /** Looks after it from now on, on a virtual thread. */
  static Retention start(
      RecordingLibrary library, Clock clock, Duration maxAge, long maxTotalBytes) {
    Retention retention = new Retention(library, clock, maxAge, maxTotalBytes);
    if (!maxAge.isZero() || maxTotalBytes > 0) {
      retention.thread.start();
    }
    return retention;
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        removeOnce();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException _) {
      // Told to stop.
    }
  }

  /** Removes what is to go now. Recordings that are written, finished or sent elsewhere stay. */
  void removeOnce() {
    // Oldest first.
    List<Recording> over =
        library.list(null, null, Integer.MAX_VALUE).reversed().stream()
            .filter(Recording::isOver)
            .toList();
    long total = library.totalBytes();
    Instant oldest = maxAge.isZero() ? Instant.MIN : clock.instant().minus(maxAge);
    for (Recording recording : over) {
      boolean tooOld = recording.startedAt().isBefore(oldest);
      boolean tooMuch = maxTotalBytes > 0 && total > maxTotalBytes;
      if (!tooOld && !tooMuch) {
        continue;
      }
      if (remove(recording, tooOld ? "it is too old" : "all together are too large")) {
        total -= recording.bytes();
      }
    }
  }

  private boolean remove(Recording recording, String reason) {
    try {
      if (library.delete(recording)) {
        LOG.info("recording {} is removed: {}", recording.id(), reason);
        return true;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("recording {} cannot be removed: {}", recording.id(), e.toString());
    }
    return false;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
