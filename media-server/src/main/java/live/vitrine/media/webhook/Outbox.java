package live.vitrine.media.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events from event loops, and writes them to the queues on a thread of its own. */
final class Outbox {
  /** Events between event loops and disk: reached only when the disk stands still. */
  static final int CAPACITY = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Empty stands for the end. */
  private final BlockingQueue<Optional<Outgoing>> events = new ArrayBlockingQueue<>(CAPACITY);

  private final List<Endpoint> endpoints;
  private final Runnable written;
  private final AtomicBoolean overflowing = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to write.
   *
   * @param written is run after events were appended to every endpoint's queue
   */
  Outbox(List<Endpoint> endpoints, Runnable written) {
    this.endpoints = List.copyOf(endpoints);
    this.written = written;
    this.thread = Thread.ofVirtual().name("webhook-writer").start(this::run);
  }

  /** Hands an event over; drops and counts it when the disk cannot follow. Never blocks. */
  void offer(Outgoing outgoing) {
    if (closed || !events.offer(Optional.of(outgoing))) {
      endpoints.forEach(endpoint -> endpoint.figures().dropped.increment());
      if (!closed && overflowing.compareAndSet(false, true)) {
        LOG.warn("webhooks: the disk is too slow, messages are dropped");
      }
    }
  }

  private void run() {
    try {
      List<Optional<Outgoing>> batch = new ArrayList<>();
      boolean open = true;
      while (open) {
        batch.add(events.take());
        events.drainTo(batch);
        overflowing.set(false);
        for (Optional<Outgoing> outgoing : batch) {
          open &= outgoing.isPresent();
          outgoing.ifPresent(event -> endpoints.forEach(endpoint -> endpoint.append(event)));
        }
        batch.clear();
        endpoints.forEach(Endpoint::force);
        written.run();
      }
    } catch (InterruptedException _) {
      LOG.warn("webhooks: the writer was interrupted, {} messages are lost", events.size());
    }
  }

  /** Writes what was handed over, and ends. */
  void close() {
    closed = true;
    try {
      events.put(Optional.empty());
      thread.join();
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
