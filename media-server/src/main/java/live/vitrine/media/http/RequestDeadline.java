package live.vitrine.media.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A deadline that is set, replaced and taken back. On the event loop. */
final class RequestDeadline {
  private final Runnable onMissed;
  private @Nullable ScheduledFuture<?> pending;

  RequestDeadline(Runnable onMissed) {
    this.onMissed = onMissed;
  }

  /** Replaces an earlier one. */
  void start(ChannelHandlerContext ctx, long nanos) {
    stop();
    pending = ctx.executor().schedule(onMissed, nanos, TimeUnit.NANOSECONDS);
  }

  void stop() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
  }
}
