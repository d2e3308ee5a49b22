package live.vitrine.web.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.vitrine.web.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes pictures that nothing has referred to for a day. Every hour; several may run at once. */
final class PictureSweep implements AutoCloseable {
  static final Duration KEPT_UNUSED = Duration.ofDays(1);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 200;
  private static final Logger LOG = LoggerFactory.getLogger(PictureSweep.class);

  private final Database database;
  private final PictureStore store;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("picture-sweep").factory());

  PictureSweep(Database database, PictureStore store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::trySweep, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void trySweep() {
    try {
      int removed = sweep();
      if (removed > 0) {
        LOG.info("removed {} pictures that nothing shows", removed);
      }
    } catch (RuntimeException e) {
      LOG.warn("unused pictures could not be removed, again in {}: {}", EVERY, e.getMessage());
    }
  }

  /** Removes all there are now. Answers how many. */
  int sweep() {
    Instant until = clock.instant().minus(KEPT_UNUSED);
    int removed = 0;
    while (true) {
      List<String> unused =
          database.read(handle -> PictureRepository.unused(handle, until, AT_ONCE));
      int before = removed;
      for (String id : unused) {
        removed += remove(id) ? 1 : 0;
      }
      if (unused.size() < AT_ONCE || removed == before) {
        return removed;
      }
    }
  }

  /**
   * The files go while the row is locked: whoever wants to refer to it waits and then finds it
   * gone, and a process that dies in between leaves the row for the next sweep.
   */
  private boolean remove(String id) {
    return database.transaction(handle -> {
      if (!PictureRepository.deleteUnused(handle, id)) {
        return false;
      }
      try {
        store.delete(id);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
