package live.vitrine.media.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/2 as a whole: its deadlines, looked at twice a second, and why it failed.
 * Requests are with {@link HttpStream}. On the event loop.
 */
final class StreamsConnection extends ChannelInboundHandlerAdapter {
  private static final int CHECK_MILLIS = 500;

  private final HttpPort port;
  private final FrameGuard guard;
  private final Http2Connection streams;
  private final long acceptedNanos;
  private @Nullable ScheduledFuture<?> check;
  private long lastBusyNanos;
  private long unsent;
  private long lastProgressNanos;
  private boolean closing;

  StreamsConnection(HttpPort port, FrameGuard guard, Http2Connection streams, long acceptedNanos) {
    this.port = port;
    this.guard = guard;
    this.streams = streams;
    this.acceptedNanos = acceptedNanos;
    this.lastBusyNanos = acceptedNanos;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    port.counters().openedHttp2();
    ctx.channel().closeFuture().addListener(closed -> port.counters().closedHttp2());
    check =
        ctx.executor()
            .scheduleAtFixedRate(
                () -> check(ctx), CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void check(ChannelHandlerContext ctx) {
    long now = ctx.executor().ticker().nanoTime();
    if (streams.numActiveStreams() > 0) {
      lastBusyNanos = now;
    }
    if (isHeaderLate(now)) {
      end(HttpCounters.Refusal.HEADER_TOO_SLOW, ctx);
    } else if (isStalled(ctx, now)) {
      end(HttpCounters.Refusal.RESPONSE_STALLED, ctx);
    } else if (isOver(lastBusyNanos, port.limits().idleSeconds(), now) && !closing) {
      closing = true;
      ctx.close();
    }
  }

  private void end(HttpCounters.Refusal reason, ChannelHandlerContext ctx) {
    port.counters().refuse(reason);
    Closing.abort(ctx.channel());
  }

  private boolean isHeaderLate(long now) {
    int limit = port.limits().headerSeconds();
    boolean asked = streams.remote().lastStreamCreated() > 0;
    return guard.incompleteNanos(now) >= TimeUnit.SECONDS.toNanos(limit)
        || (!asked && isOver(acceptedNanos, limit, now));
  }

  private boolean isStalled(ChannelHandlerContext ctx, long now) {
    long left = SendDeadline.unsent(ctx.channel());
    if (left == 0 || left != unsent) {
      unsent = left;
      lastProgressNanos = now;
      return false;
    }
    return isOver(lastProgressNanos, SendDeadline.STALL_SECONDS, now);
  }

  private static boolean isOver(long since, int seconds, long now) {
    return now - since >= TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Frames that belong to no stream are answered by the codec. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (check != null) {
      check.cancel(false);
    }
  }

  /** What breaks the protocol is answered with GOAWAY by the codec, which then closes. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Http2Exception violation) {
      port.counters().refuse(reason(violation));
    } else {
      ctx.close();
    }
  }

  private static HttpCounters.Refusal reason(Http2Exception violation) {
    if (violation instanceof Http2Exception.HeaderListSizeException) {
      return HttpCounters.Refusal.HEADER_TOO_LARGE;
    }
    return violation.error() == Http2Error.ENHANCE_YOUR_CALM
        ? HttpCounters.Refusal.HTTP2_FLOOD
        : HttpCounters.Refusal.MALFORMED;
  }
}
