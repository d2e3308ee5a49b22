package live.vitrine.media.hub;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that a stream waits for its lost publisher, with a sign of life for its viewers every
 * few seconds. Confined to the stream's event loop.
 */
final class GraceTime {
  /** Proxies cut off a response that is silent for 30 seconds or more, some for 10. */
  static final int SIGN_OF_LIFE_SECONDS = 5;

  private final EventLoop loop;
  private final Duration time;
  private final Runnable signOfLife;
  private final Runnable expired;
  private @Nullable ScheduledFuture<?> timer;
  private long deadline;

  GraceTime(EventLoop loop, Duration time, Runnable signOfLife, Runnable expired) {
    this.loop = loop;
    this.time = time;
    this.signOfLife = signOfLife;
    this.expired = expired;
  }

  void start() {
    deadline = loop.ticker().nanoTime() + time.toNanos();
    scheduleNext();
  }

  private void scheduleNext() {
    long left = deadline - loop.ticker().nanoTime();
    long next = Math.min(left, TimeUnit.SECONDS.toNanos(SIGN_OF_LIFE_SECONDS));
    timer = loop.schedule(this::tick, next, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    timer = null;
    if (loop.ticker().nanoTime() - deadline >= 0) {
      expired.run();
    } else {
      signOfLife.run();
      scheduleNext();
    }
  }

  /** Whether the stream waits. */
  boolean isRunning() {
    return timer != null;
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
