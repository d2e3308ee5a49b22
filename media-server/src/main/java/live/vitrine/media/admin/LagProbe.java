package live.vitrine.media.admin;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late an event loop runs what is due: the time that a picture waits on it, too. Keeps
 * the worst of the last {@value #WINDOW_SECONDS} to {@code 2 ×} {@value #WINDOW_SECONDS} seconds,
 * so that a scrape now and then misses nothing.
 */
final class LagProbe implements Runnable {
  static final int WINDOW_SECONDS = 15;
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);

  private final EventLoop loop;
  private long due;
  private long windowEnd;

  // Written by the event loop only.
  private volatile long worst;
  private volatile long worstBefore;

  private LagProbe(EventLoop loop) {
    this.loop = loop;
  }

  /** A running probe for each of these; they stop with their event loops. */
  static List<LagProbe> startAll(List<EventLoop> loops) {
    return loops.stream().map(LagProbe::start).toList();
  }

  private static LagProbe start(EventLoop loop) {
    LagProbe probe = new LagProbe(loop);
    probe.windowEnd = loop.ticker().nanoTime() + WINDOW_NANOS;
    probe.schedule();
    return probe;
  }

  private void schedule() {
    due = loop.ticker().nanoTime() + PERIOD_NANOS;
    loop.schedule(this, PERIOD_NANOS, TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    long now = loop.ticker().nanoTime();
    if (now >= windowEnd) {
      worstBefore = now < windowEnd + WINDOW_NANOS ? worst : 0;
      worst = 0;
      windowEnd = now + WINDOW_NANOS;
    }
    worst = Math.max(worst, now - due);
    if (!loop.isShuttingDown()) {
      schedule();
    }
  }

  /** Seconds; any thread. */
  double worstSeconds() {
    return Math.max(worst, worstBefore) / 1e9;
  }
}
