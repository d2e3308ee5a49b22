package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1: takes its requests one at a time and keeps the deadlines. A route may
 * take the connection over; then nothing of HTTP stays in its pipeline.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter
    implements ExchangeCarrier, RequestIntake.Receiver {
  /**
   * Messages of pipelined requests that wait at most; browsers do not pipeline at all. A header of
   * the allowed size can hold thousands of short fields, which take fifty times their bytes.
   */
  private static final int MAX_WAITING = 8;

  private final HttpPort port;
  private final RequestDecoder decoder;
  private final long acceptedNanos;
  private final Deque<Object> waiting = new ArrayDeque<>(0);
  private final RequestDeadline deadline = new RequestDeadline(this::tooSlow);
  private final CopyBudget copyBudget = new CopyBudget();
  private final OpenFiles openFiles = new OpenFiles();

  private @Nullable ChannelHandlerContext context;
  private @Nullable RequestIntake intake;
  private @Nullable SendDeadline sendDeadline;
  private @Nullable HttpExchange exchange;
  private @Nullable BoundedCopy copy;
  private boolean headerBegun;
  private boolean refused;

  /**
   * A connection that has not begun.
   *
   * @param acceptedNanos when it was accepted; the first header's deadline runs from there
   */
  HttpConnection(HttpPort port, RequestDecoder decoder, long acceptedNanos) {
    this.port = port;
    this.decoder = decoder;
    this.acceptedNanos = acceptedNanos;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    intake = new RequestIntake(port.limits(), ctx.alloc(), this);
    headerBegun = true;
    long spent = ctx.executor().ticker().nanoTime() - acceptedNanos;
    deadline.start(ctx, seconds(port.limits().headerSeconds()) - spent);
  }

  private static long seconds(int count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  @Override
  public ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  @Override
  public HttpPort port() {
    return port;
  }

  private RequestIntake intake() {
    return Objects.requireNonNull(intake);
  }

  /** Sits before the codec, which would swallow the sign that a request begins. */
  final class FirstByte extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      onBytes(ctx);
      ctx.fireChannelRead(message);
    }
  }

  /** The header's deadline runs from its first byte, also behind an earlier request. */
  private void onBytes(ChannelHandlerContext ctx) {
    if (!headerBegun && exchange == null && !intake().isMidRequest()) {
      headerBegun = true;
      deadline.start(ctx, seconds(port.limits().headerSeconds()));
    }
  }

  private void tooSlow() {
    if (headerBegun) {
      port.counters().refuse(HttpCounters.Refusal.HEADER_TOO_SLOW);
    }
    context().close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
    } else if (exchange != null || !waiting.isEmpty()) {
      enqueue(ctx, message);
    } else {
      take(message);
    }
  }

  private void enqueue(ChannelHandlerContext ctx, Object message) {
    waiting.add(message);
    if (waiting.size() > MAX_WAITING) {
      port.counters().refuse(HttpCounters.Refusal.TOO_MANY_PIPELINED);
      refused = true;
      ctx.close();
    }
  }

  private void take(Object message) {
    try {
      intake().take(message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void onContinueExpected() {
    context().writeAndFlush(HttpAnswers.carryOn());
  }

  @Override
  public void onRequest(HttpRequest request, ByteBuf body, boolean complete) {
    refused |= !complete;
    deadline.stop();
    headerBegun = false;
    HttpExchange answer = new HttpExchange(this, request, body);
    exchange = answer;
    port.route(answer);
  }

  /** Answers and closes; whatever else arrives on this connection is not looked at. */
  @Override
  public void onRefused(HttpResponseStatus status, HttpCounters.Refusal reason) {
    refused = true;
    deadline.stop();
    port.counters().refuse(reason);
    port.counters().answered(status.code());
    Closing.after(context().channel(), context().writeAndFlush(HttpAnswers.closing(status)));
  }

  @Override
  public boolean keepsAlive(HttpRequest answered) {
    return !refused
        && HttpUtil.isKeepAlive(answered)
        && !answered.headers().contains(HttpHeaderNames.UPGRADE, "websocket", true);
  }

  @Override
  public BodyFraming endlessFraming(HttpRequest answered) {
    return answered.protocolVersion().isKeepAliveDefault()
        ? BodyFraming.CHUNKED
        : BodyFraming.UNTIL_CLOSE;
  }

  @Override
  public ChannelFuture send(FileRegion region) {
    if (context().pipeline().get(SslHandler.class) == null) {
      return context().writeAndFlush(region);
    }
    copy = new BoundedCopy(context(), region, copyBudget, () -> Integer.MAX_VALUE);
    return copy.start();
  }

  @Override
  public OpenFiles openFiles() {
    return openFiles;
  }

  @Override
  public void sending() {
    sendDeadline =
        new SendDeadline(
            context(), () -> SendDeadline.unsent(context().channel()), this::onStalled);
  }

  private void onStalled() {
    port.counters().refuse(HttpCounters.Refusal.RESPONSE_STALLED);
    Closing.abort(context().channel());
  }

  private void stopSending() {
    if (sendDeadline != null) {
      sendDeadline.stop();
      sendDeadline = null;
    }
    copy = null;
  }

  /** The connection is free for the next request, or closed. */
  @Override
  public void finished(HttpExchange finished, boolean keepAlive) {
    if (exchange != finished) {
      return;
    }
    stopSending();
    exchange = null;
    port.counters().answered(finished.status());
    if (!keepAlive) {
      end();
      return;
    }
    while (exchange == null && !refused) {
      Object next = waiting.poll();
      if (next == null) {
        awaitRequest();
        return;
      }
      take(next);
    }
  }

  private void end() {
    if (refused) {
      Closing.after(context().channel(), context().newSucceededFuture());
    } else {
      refused = true;
      context().close();
    }
  }

  /** A request that began to arrive during the exchange before it has no more time than others. */
  private void awaitRequest() {
    headerBegun = intake().isMidRequest() || decoder.isMidRequest();
    if (context().channel().isActive()) {
      HttpLimits limits = port.limits();
      deadline.start(
          context(), seconds(headerBegun ? limits.headerSeconds() : limits.idleSeconds()));
    }
  }

  @Override
  public void leaveTo(HttpExchange detached, ChannelHandler handler) {
    leave(detached, handler);
    context().pipeline().remove(decoder);
  }

  @Override
  public void detach(HttpExchange detached, ByteBuf head, ChannelHandler... handlers) {
    leave(detached, handlers);
    ChannelPipeline pipeline = context().pipeline();
    pipeline.writeAndFlush(head);
    // Last, because it hands what it has read ahead to whoever follows it.
    pipeline.remove(decoder);
  }

  private void leave(HttpExchange detached, ChannelHandler... handlers) {
    port.counters().answered(detached.status());
    deadline.stop();
    exchange = null;
    releaseWaiting();
    ChannelPipeline pipeline = context().pipeline();
    pipeline.addLast(handlers);
    pipeline.remove(FirstByte.class);
    pipeline.remove(HttpResponseEncoder.class);
    pipeline.remove(this);
  }

  private void releaseWaiting() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.stop();
    if (copy != null) {
      copy.abort();
    }
    stopSending();
    releaseWaiting();
    intake().close();
    HttpExchange open = exchange;
    exchange = null;
    if (open != null) {
      open.abandoned();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The peer reset the connection, or a route failed; neither leaves anything to say to it.
    ctx.close();
  }
}
