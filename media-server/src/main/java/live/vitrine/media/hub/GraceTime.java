package live.vitrine.media.hub;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
  private final List<ScheduledFuture<?>> timers = new ArrayList<>(2);

  GraceTime(EventLoop loop, Duration time, Runnable signOfLife, Runnable expired) {
    this.loop = loop;
    this.time = time;
    this.signOfLife = signOfLife;
    this.expired = expired;
  }

  void start() {
    timers.add(
        loop.scheduleAtFixedRate(
            signOfLife, SIGN_OF_LIFE_SECONDS, SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS));
    timers.add(loop.schedule(expired, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  void stop() {
    timers.forEach(timer -> timer.cancel(false));
    timers.clear();
  }
}
