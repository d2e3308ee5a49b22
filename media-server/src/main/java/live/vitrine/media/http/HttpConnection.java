package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes its requests one at a time, finds the route for each and keeps the
 * deadlines. A route may take the connection over; then nothing of HTTP stays in its pipeline.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  /**
   * Messages of pipelined requests that wait at most; browsers do not pipeline at all. A header of
   * the allowed size can hold thousands of short fields, which take fifty times their bytes.
   */
  private static final int MAX_WAITING = 8;

  /** How long a client whose request was refused may take to read that and to close. */
  private static final int LINGER_SECONDS = 2;

  private final HttpLimits limits;
  private final String prefix;
  private final List<HttpRoute> routes;
  private final HttpCounters counters;
  private final RequestDecoder decoder;
  private final Deque<Object> waiting = new ArrayDeque<>(0);

  private @Nullable ScheduledFuture<?> deadline;
  private @Nullable SendDeadline sendDeadline;
  private @Nullable HttpRequest request;
  private @Nullable ByteBuf body;
  private @Nullable HttpExchange exchange;
  private boolean headerBegun;
  private boolean refused;

  HttpConnection(
      HttpLimits limits,
      String prefix,
      List<HttpRoute> routes,
      HttpCounters counters,
      RequestDecoder decoder) {
    this.limits = limits;
    this.prefix = prefix;
    this.routes = routes;
    this.counters = counters;
    this.decoder = decoder;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    counters.opened();
    ctx.channel().closeFuture().addListener(closed -> counters.closed());
    headerBegun = true;
    startDeadline(ctx, limits.headerSeconds());
    ctx.fireChannelActive();
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
    if (!headerBegun && exchange == null && request == null) {
      headerBegun = true;
      startDeadline(ctx, limits.headerSeconds());
    }
  }

  private void startDeadline(ChannelHandlerContext ctx, int seconds) {
    stopDeadline();
    deadline = ctx.executor().schedule(() -> tooSlow(ctx), seconds, TimeUnit.SECONDS);
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void tooSlow(ChannelHandlerContext ctx) {
    deadline = null;
    if (headerBegun) {
      counters.refuse(HttpCounters.Refusal.HEADER_TOO_SLOW);
    }
    ctx.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
    } else if (exchange != null || !waiting.isEmpty()) {
      enqueue(ctx, message);
    } else {
      take(ctx, message);
    }
  }

  private void enqueue(ChannelHandlerContext ctx, Object message) {
    waiting.add(message);
    if (waiting.size() > MAX_WAITING) {
      counters.refuse(HttpCounters.Refusal.TOO_MANY_PIPELINED);
      refused = true;
      ctx.close();
    }
  }

  private void take(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpRequest header) {
        begin(ctx, header);
      }
      if (!refused && message instanceof HttpContent content) {
        addBody(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest header) {
    if (header.decoderResult().isFailure()) {
      refuse(ctx, header.decoderResult().cause());
      return;
    }
    if (header.protocolVersion().majorVersion() != 1) {
      refuse(ctx, HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, HttpCounters.Refusal.MALFORMED);
      return;
    }
    if (!RequestRules.isWellFormed(header)) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
      return;
    }
    if (HttpUtil.getContentLength(header, 0L) > limits.maxBody()) {
      bodyTooLarge(ctx, header);
      return;
    }
    request = header;
    if (HttpUtil.is100ContinueExpected(header)) {
      ctx.writeAndFlush(HttpAnswers.carryOn());
    }
  }

  private void addBody(ChannelHandlerContext ctx, HttpContent content) {
    HttpRequest current = request;
    if (current == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
      return;
    }
    int length = content.content().readableBytes();
    if (length > 0) {
      if (length + (body == null ? 0 : body.readableBytes()) > limits.maxBody()) {
        bodyTooLarge(ctx, current);
        return;
      }
      if (body == null) {
        body = ctx.alloc().buffer(length);
      }
      body.writeBytes(content.content());
    }
    if (content instanceof LastHttpContent) {
      route(ctx, current);
    }
  }

  /**
   * Where no bodies are taken, a method that has one is answered by the route, which says what is
   * allowed; the body is not looked at.
   */
  private void bodyTooLarge(ChannelHandlerContext ctx, HttpRequest current) {
    if (limits.maxBody() > 0 || RequestRules.isReading(current.method())) {
      refuse(ctx, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, HttpCounters.Refusal.BODY_TOO_LARGE);
    } else {
      refused = true;
      route(ctx, current);
    }
  }

  private void route(ChannelHandlerContext ctx, HttpRequest current) {
    stopDeadline();
    headerBegun = false;
    request = null;
    ByteBuf complete = body == null ? Unpooled.EMPTY_BUFFER : body;
    body = null;
    HttpExchange answer = new HttpExchange(this, ctx, current, complete, prefix);
    exchange = answer;
    guarded(
        answer,
        () -> {
          if (!isRouted(answer)) {
            answer.respondText(HttpResponseStatus.NOT_FOUND, "Nothing is here.");
          }
        });
  }

  /** Runs what answers an exchange; a fault in it is answered too. */
  void guarded(HttpExchange answer, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failed(answer, e);
    }
  }

  void failed(HttpExchange answer, Throwable cause) {
    LOG.error("request {} {} failed", answer.method(), answer.loggablePath(), cause);
    if (answer.isDone()) {
      // Half an answer, or a connection that was taken over by what has failed.
      answer.channel().close();
    }
    answer.respondText(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The server failed; see its log.");
  }

  /** Behind the prefix first: an instance may be called like the beginning of a path. */
  private boolean isRouted(HttpExchange answer) {
    return isTaken(answer) || (answer.restorePrefix() && isTaken(answer));
  }

  private boolean isTaken(HttpExchange answer) {
    for (HttpRoute route : routes) {
      if (route.handle(answer)) {
        return true;
      }
    }
    return false;
  }

  private void refuse(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case TooLongHttpLineException _ ->
          refuse(
              ctx,
              HttpResponseStatus.REQUEST_URI_TOO_LONG,
              HttpCounters.Refusal.REQUEST_LINE_TOO_LONG);
      case TooLongHttpHeaderException _ ->
          refuse(
              ctx,
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
              HttpCounters.Refusal.HEADER_TOO_LARGE);
      case TooLongFrameException _ ->
          refuse(ctx, HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.HEADER_TOO_LARGE);
      default -> refuse(ctx, HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
    }
  }

  /** Answers and closes; whatever else arrives on this connection is not looked at. */
  private void refuse(
      ChannelHandlerContext ctx, HttpResponseStatus status, HttpCounters.Refusal reason) {
    refused = true;
    stopDeadline();
    counters.refuse(reason);
    counters.answered(status.code());
    closeAfter(ctx, ctx.writeAndFlush(HttpAnswers.closing(status)));
  }

  /** Closed at once, with bytes unread, the connection would be reset and the answer lost. */
  private static void closeAfter(ChannelHandlerContext ctx, ChannelFuture answer) {
    Future<?> limit = ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    ctx.channel().closeFuture().addListener(closed -> limit.cancel(false));
    answer.addListener(HttpConnection::shutOutput);
  }

  private static void shutOutput(Future<? super Void> written) {
    Channel channel = ((ChannelFuture) written).channel();
    if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  /** A response is under way that the socket has not taken completely. */
  void sending(ChannelHandlerContext ctx) {
    sendDeadline = new SendDeadline(ctx, () -> stalled(ctx));
  }

  private void stalled(ChannelHandlerContext ctx) {
    counters.refuse(HttpCounters.Refusal.RESPONSE_STALLED);
    // What is unsent would stay in the kernel for minutes.
    ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    ctx.close();
  }

  private void stopSendDeadline() {
    if (sendDeadline != null) {
      sendDeadline.stop();
      sendDeadline = null;
    }
  }

  /** The response is sent: the connection is free for the next request, or closed. */
  void finished(ChannelHandlerContext ctx, HttpExchange finished, boolean keepAlive) {
    if (exchange != finished) {
      return;
    }
    stopSendDeadline();
    exchange = null;
    counters.answered(finished.status());
    if (!keepAlive) {
      end(ctx);
      return;
    }
    while (exchange == null && !refused) {
      Object next = waiting.poll();
      if (next == null) {
        awaitRequest(ctx);
        return;
      }
      take(ctx, next);
    }
  }

  private void end(ChannelHandlerContext ctx) {
    if (refused) {
      closeAfter(ctx, ctx.newSucceededFuture());
    } else {
      refused = true;
      ctx.close();
    }
  }

  /** A request that began to arrive during the exchange before it has no more time than others. */
  private void awaitRequest(ChannelHandlerContext ctx) {
    headerBegun = request != null || decoder.isMidRequest();
    if (ctx.channel().isActive()) {
      startDeadline(ctx, headerBegun ? limits.headerSeconds() : limits.idleSeconds());
    }
  }

  /**
   * Leaves the pipeline to what a route puts there.
   *
   * @param head takes ownership; sent before anything that the new handlers send
   */
  void detach(
      ChannelHandlerContext ctx, HttpExchange detached, ByteBuf head, ChannelHandler... handlers) {
    counters.answered(detached.status());
    stopDeadline();
    exchange = null;
    releaseWaiting();
    ChannelPipeline pipeline = ctx.pipeline();
    pipeline.addLast(handlers);
    pipeline.remove(FirstByte.class);
    pipeline.remove(HttpResponseEncoder.class);
    pipeline.remove(this);
    pipeline.writeAndFlush(head);
    // Last, because it hands what it has read ahead to whoever follows it.
    pipeline.remove(decoder);
  }

  private void releaseWaiting() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopDeadline();
    stopSendDeadline();
    releaseWaiting();
    if (body != null) {
      body.release();
      body = null;
    }
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

  /** Whether the response may leave the connection open. */
  boolean keepsAlive(HttpRequest answered) {
    return !refused
        && HttpUtil.isKeepAlive(answered)
        && !answered.headers().contains(HttpHeaderNames.UPGRADE, "websocket", true);
  }
}
