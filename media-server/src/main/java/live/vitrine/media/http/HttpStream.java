package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One stream of HTTP/2: one request and its answer. On the connection's event loop. */
final class HttpStream extends ChannelInboundHandlerAdapter
    implements ExchangeCarrier, RequestIntake.Receiver {
  private final HttpPort port;
  private final Http2ResponseEncoder encoder;
  private final IntSupplier window;
  private final CopyBudget copyBudget;
  private final OpenFiles openFiles;
  private final RequestDeadline deadline = new RequestDeadline(this::tooSlow);

  private @Nullable ChannelHandlerContext context;
  private @Nullable RequestIntake intake;
  private @Nullable HttpExchange exchange;
  private @Nullable SendDeadline sendDeadline;
  private @Nullable BoundedCopy copy;
  private boolean begun;
  private boolean ended;

  /**
   * A stream that has not begun.
   *
   * @param window bytes that its flow control allows now
   * @param copyBudget of the whole connection
   * @param openFiles of the whole connection
   */
  HttpStream(
      HttpPort port,
      Http2ResponseEncoder encoder,
      IntSupplier window,
      CopyBudget copyBudget,
      OpenFiles openFiles) {
    this.port = port;
    this.encoder = encoder;
    this.window = window;
    this.copyBudget = copyBudget;
    this.openFiles = openFiles;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    intake = new RequestIntake(port.limits(), ctx.alloc(), this);
  }

  @Override
  public ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  private RequestIntake intake() {
    return Objects.requireNonNull(intake);
  }

  @Override
  public HttpPort port() {
    return port;
  }

  @Override
  public OpenFiles openFiles() {
    return openFiles;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame headers -> onHeaders(headers);
        case Http2DataFrame data -> onData(data);
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void onHeaders(Http2HeadersFrame frame) {
    ended |= frame.isEndStream();
    if (!begun) {
      begun = true;
      begin(frame);
    }
    if (frame.isEndStream()) {
      intake().take(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void begin(Http2HeadersFrame frame) {
    HttpRequest request = Http2Requests.request(frame.headers());
    if (request == null) {
      refuse(HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
    } else if (request.uri().length() > port.limits().maxRequestLine()) {
      refuse(HttpResponseStatus.REQUEST_URI_TOO_LONG, HttpCounters.Refusal.REQUEST_LINE_TOO_LONG);
    } else {
      if (!frame.isEndStream()) {
        deadline.start(context(), TimeUnit.SECONDS.toNanos(port.limits().headerSeconds()));
      }
      intake().take(request);
    }
  }

  private void onData(Http2DataFrame frame) {
    ended |= frame.isEndStream();
    // The frame keeps its content.
    intake()
        .take(
            frame.isEndStream()
                ? new DefaultLastHttpContent(frame.content())
                : new DefaultHttpContent(frame.content()));
  }

  private void tooSlow() {
    port.counters().refuse(HttpCounters.Refusal.HEADER_TOO_SLOW);
    context().close();
  }

  @Override
  public void onContinueExpected() {
    context().writeAndFlush(HttpAnswers.carryOn());
  }

  @Override
  public void onRequest(HttpRequest request, ByteBuf body, boolean complete) {
    deadline.stop();
    HttpExchange answer = new HttpExchange(this, request, body);
    exchange = answer;
    port.route(answer);
  }

  private void refuse(HttpResponseStatus status, HttpCounters.Refusal reason) {
    intake().close();
    onRefused(status, reason);
  }

  @Override
  public void onRefused(HttpResponseStatus status, HttpCounters.Refusal reason) {
    deadline.stop();
    port.counters().refuse(reason);
    port.counters().answered(status.code());
    context().writeAndFlush(HttpAnswers.closing(status)).addListener(_ -> end());
  }

  @Override
  public boolean keepsAlive(HttpRequest answered) {
    return true;
  }

  @Override
  public BodyFraming endlessFraming(HttpRequest answered) {
    return BodyFraming.STREAM;
  }

  @Override
  public ChannelFuture send(FileRegion region) {
    copy = new BoundedCopy(context(), region, copyBudget, window);
    return copy.start();
  }

  @Override
  public void sending() {
    sendDeadline = new SendDeadline(context(), encoder::taken, this::onStalled);
  }

  private void onStalled() {
    port.counters().refuse(HttpCounters.Refusal.RESPONSE_STALLED);
    context().close();
  }

  private void stopSending() {
    if (sendDeadline != null) {
      sendDeadline.stop();
      sendDeadline = null;
    }
    copy = null;
  }

  @Override
  public void finished(HttpExchange finished, boolean keepAlive) {
    if (exchange != finished) {
      return;
    }
    stopSending();
    exchange = null;
    port.counters().answered(finished.status());
    end();
  }

  /** The answer is complete: what the client may still send is not wanted (section 8.1). */
  private void end() {
    if (!ended) {
      ended = true;
      context().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
  }

  @Override
  public void leaveTo(HttpExchange detached, ChannelHandler handler) {
    port.counters().answered(detached.status());
    exchange = null;
    context().pipeline().addLast(handler).remove(this);
  }

  @Override
  public void detach(HttpExchange detached, ByteBuf head, ChannelHandler... handlers) {
    head.release();
    throw new IllegalStateException("a stream of HTTP/2 is no connection to take over");
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.stop();
    if (copy != null) {
      copy.abort();
    }
    stopSending();
    intake().close();
    HttpExchange open = exchange;
    exchange = null;
    if (open != null) {
      open.abandoned();
    }
    ctx.fireChannelInactive();
  }

  /** The codec answers what breaks the protocol, and closes the stream. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    port.counters().refuse(HttpCounters.Refusal.MALFORMED);
    ctx.close();
  }
}
