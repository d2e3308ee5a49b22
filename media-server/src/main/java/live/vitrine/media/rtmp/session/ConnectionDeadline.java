package live.vitrine.media.rtmp.session;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that a connection has to do in time. Only {@link #renew} moves the deadline, never
 * mere bytes. Time is the event loop's. Confined to the connection's event loop.
 */
final class ConnectionDeadline {
  private final EventExecutor executor;
  private final Consumer<CloseCause> missed;
  private @Nullable ScheduledFuture<?> timer;
  private long spanNanos;
  private long renewedNanos;

  ConnectionDeadline(EventExecutor executor, Consumer<CloseCause> missed) {
    this.executor = executor;
    this.missed = missed;
  }

  /** From now on this is the deadline, instead of what was one before. */
  void within(int seconds, CloseCause cause) {
    stop();
    spanNanos = TimeUnit.SECONDS.toNanos(seconds);
    renew();
    schedule(spanNanos, cause);
  }

  private void schedule(long nanos, CloseCause cause) {
    timer = executor.schedule(() -> check(cause), nanos, TimeUnit.NANOSECONDS);
  }

  private void check(CloseCause cause) {
    long left = renewedNanos + spanNanos - executor.ticker().nanoTime();
    if (left > 0) {
      // One timer that looks again is cheaper than one that every frame sets anew.
      schedule(left, cause);
    } else {
      timer = null;
      missed.accept(cause);
    }
  }

  /** The span begins again. */
  void renew() {
    renewedNanos = executor.ticker().nanoTime();
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
