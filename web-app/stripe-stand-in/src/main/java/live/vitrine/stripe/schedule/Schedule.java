package live.vitrine.stripe.schedule;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Runs work when an injected clock has reached its time. The clock may jump (tests move it), so
 * while anything waits, the next look at it is at most {@value #LONGEST_SLEEP_MILLIS} ms away.
 *
 * <p>Not thread-safe: event loop only.
 */
public final class Schedule {
  private static final long LONGEST_SLEEP_MILLIS = 50;

  private final Vertx vertx;
  private final Clock clock;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::number));
  private long number;
  private boolean armed;
  private Instant armedFor = Instant.MAX;
  private long timer;

  public Schedule(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /** Work that waits. */
  public interface Task {
    /** The work will not run; its place is free at once. */
    void cancel();
  }

  private record Entry(Instant due, long number, Runnable work) {}

  public Instant now() {
    return clock.instant();
  }

  public Task after(Duration delay, Runnable work) {
    return at(now().plus(delay), work);
  }

  public Task at(Instant due, Runnable work) {
    Entry entry = new Entry(due, number++, work);
    entries.add(entry);
    arm();
    return () -> entries.remove(entry);
  }

  private void arm() {
    Entry first = entries.peek();
    if (first == null || (armed && !first.due().isBefore(armedFor))) {
      return;
    }
    if (armed) {
      vertx.cancelTimer(timer);
    }
    armed = true;
    armedFor = first.due();
    long wait =
        Math.clamp(Duration.between(now(), first.due()).toMillis(), 1, LONGEST_SLEEP_MILLIS);
    timer = vertx.setTimer(wait, _ -> wake());
  }

  private void wake() {
    armed = false;
    armedFor = Instant.MAX;
    Instant now = now();
    try {
      for (Entry first = entries.peek();
          first != null && !first.due().isAfter(now);
          first = entries.peek()) {
        entries.poll();
        first.work().run();
      }
    } finally {
      arm();
    }
  }
}
