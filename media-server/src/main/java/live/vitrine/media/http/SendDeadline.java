package live.vitrine.media.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices a client that does not read its response. Runs on the connection's event loop, and only
 * while a response is under way that the socket did not take at once.
 */
final class SendDeadline {
  /** A client that takes nothing of its response for so long is closed. */
  static final int STALL_SECONDS = 10;

  private static final int CHECK_SECONDS = 1;

  private final ChannelHandlerContext ctx;
  private final LongSupplier progress;
  private final Runnable onStalled;
  private final ScheduledFuture<?> check;
  private long last;
  private long lastProgressNanos;

  /**
   * Begins to watch.
   *
   * @param progress a number that changes whenever the client takes something
   */
  SendDeadline(ChannelHandlerContext ctx, LongSupplier progress, Runnable onStalled) {
    this.ctx = ctx;
    this.progress = progress;
    this.onStalled = onStalled;
    this.last = progress.getAsLong();
    this.lastProgressNanos = now();
    this.check =
        ctx.executor()
            .scheduleAtFixedRate(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  private long now() {
    return ctx.executor().ticker().nanoTime();
  }

  /** Bytes that a socket has not taken. */
  static long unsent(Channel socket) {
    ChannelOutboundBuffer outbound = socket.unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
  }

  private void check() {
    long current = progress.getAsLong();
    if (current != last) {
      last = current;
      lastProgressNanos = now();
    } else if (now() - lastProgressNanos >= TimeUnit.SECONDS.toNanos(STALL_SECONDS)) {
      stop();
      onStalled.run();
    }
  }

  void stop() {
    check.cancel(false);
  }
}
