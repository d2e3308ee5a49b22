package live.vitrine.media.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that delivers to one endpoint. */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final Endpoint endpoint;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean finishing;

  /** Begins to deliver. */
  Courier(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.thread = Thread.ofVirtual().name("webhook-" + endpoint.index()).start(this::run);
  }

  /** Something was appended. Any thread. */
  void wake() {
    news.release();
  }

  private void run() {
    try {
      while (true) {
        boolean last = finishing;
        var _ = news.drainPermits();
        long wait = step();
        if (wait > 0) {
          if (last) {
            return;
          }
          // Woken or not: the next step finds out whether there is anything to do.
          var _ = news.tryAcquire(wait, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException _) {
      // Closed in the middle of an attempt: it is made again after the next start.
    }
  }

  /** A fault of ours must not end deliveries for good. */
  private long step() throws InterruptedException {
    try {
      return endpoint.step();
    } catch (RuntimeException e) {
      LOG.error("webhook {}: a delivery failed", endpoint.index(), e);
      return Backoff.DELAYS.getFirst().toMillis();
    }
  }

  /** Delivers what waits already, unless the endpoint fails. */
  void finish() {
    finishing = true;
    wake();
  }

  /** Ends, after {@link #finish}, at the latest when that time has passed. */
  void close(Duration patience) {
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
