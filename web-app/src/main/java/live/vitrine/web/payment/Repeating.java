package live.vitrine.web.payment;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that is done again and again on a virtual thread, one after the other. */
final class Repeating implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

  private final String name;
  private final Duration interval;
  private final Runnable work;
  private final ScheduledExecutorService timer;

  Repeating(String name, Duration interval, Runnable work) {
    this.name = name;
    this.interval = interval;
    this.work = work;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(name).factory());
  }

  /** Begins, a whole interval from now. */
  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: {}; it is tried again in {} s", name, e.toString(), interval.toSeconds());
    }
  }

  /** What is being done ends first, for a moment: what is cut off is found by the next. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(2, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException _) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
