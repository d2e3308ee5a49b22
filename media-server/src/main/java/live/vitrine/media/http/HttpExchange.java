package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Use on the connection's event loop; answer exactly once, at once or
 * later, or {@link #detach} and own the connection.
 */
public final class HttpExchange {
  private static final int MAX_QUERY_PARAMETERS = 64;

  private final ExchangeCarrier carrier;
  private final HttpRequest request;
  private final QueryStringDecoder target;
  private final byte[] body;
  private String path;
  private @Nullable Runnable onAbandoned;
  private HttpResponseStatus status = HttpResponseStatus.OK;
  private boolean answered;

  HttpExchange(ExchangeCarrier carrier, HttpRequest request, ByteBuf body) {
    this.carrier = carrier;
    this.request = request;
    this.target =
        new QueryStringDecoder(
            request.uri(), StandardCharsets.UTF_8, true, MAX_QUERY_PARAMETERS, true);
    String prefix = carrier.port().prefix();
    String raw = target.rawPath();
    this.path =
        !prefix.isEmpty() && raw.startsWith(prefix + "/") ? raw.substring(prefix.length()) : raw;
    this.body = new byte[body.readableBytes()];
    body.readBytes(this.body);
    body.release();
  }

  public HttpMethod method() {
    return request.method();
  }

  /** The request itself, for headers and protocol version. */
  public HttpRequest request() {
    return request;
  }

  /**
   * The target up to the question mark, as it was sent: nothing is decoded. The port's prefix is
   * left out.
   */
  public String path() {
    return path;
  }

  /** Makes the path what was sent; returns whether it was anything else. */
  boolean restorePrefix() {
    boolean stripped = !path.equals(target.rawPath());
    path = target.rawPath();
    return stripped;
  }

  /** The path with everything that could disturb a log replaced, at most 200 characters. */
  public String loggablePath() {
    String printable = path.replaceAll("[^!-~]", "?");
    return printable.length() > 200 ? printable.substring(0, 200) + "…" : printable;
  }

  /** The first value of a query parameter, decoded; null when absent or not decodable. */
  public @Nullable String query(String name) {
    try {
      Map<String, List<String>> parameters = target.parameters();
      List<String> values = parameters.get(name);
      return values == null ? null : values.getFirst();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The request's body, at most what the port allows. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The media type of the body, in small letters and without parameters: {@code application/json};
   * empty when the client does not say.
   */
  public String contentType() {
    CharSequence type = HttpUtil.getMimeType(request);
    return type == null ? "" : type.toString().strip().toLowerCase(Locale.ROOT);
  }

  /** What the exchange takes place on: a connection, or one stream of a connection of HTTP/2. */
  public Channel channel() {
    return carrier.context().channel();
  }

  /** What to do when the client goes away before it has its answer. */
  public void onAbandoned(Runnable action) {
    onAbandoned = action;
  }

  /** Whether an answer has been given, or can no longer be. */
  public boolean isDone() {
    return answered;
  }

  /**
   * Answers once a result is there.
   *
   * @param result may come on any thread; when it is a failure, the answer is 500
   * @param answer answers with the result, back on the connection's event loop
   */
  public <T> void respondWith(CompletionStage<T> result, Consumer<? super T> answer) {
    result.whenComplete((value, failure) ->
        channel()
            .eventLoop()
            .execute(() -> {
              if (failure == null) {
                carrier.port().guarded(this, () -> answer.accept(value));
              } else {
                carrier.port().failed(this, failure);
              }
            }));
  }

  /** Runs what answers later, on the connection's event loop; a fault in it is answered too. */
  public void guarded(Runnable work) {
    carrier.port().guarded(this, work);
  }

  /** Answers with a short text, as for errors: what is wrong and what to do. */
  public void respondText(HttpResponseStatus code, String text) {
    respondText(code, new DefaultHttpHeaders(), text);
  }

  /** Answers with a short text and further headers. */
  public void respondText(HttpResponseStatus code, HttpHeaders headers, String text) {
    headers.set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    respond(code, headers, Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8));
  }

  /** Answers that only these methods are allowed here. */
  public void respondMethodNotAllowed(String allowed) {
    HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.ALLOW, allowed);
    respondText(HttpResponseStatus.METHOD_NOT_ALLOWED, headers, "Allowed here: " + allowed + ".");
  }

  /**
   * Answers with a body whose length is known.
   *
   * @param content takes ownership; left out, but measured, for HEAD
   */
  public void respond(HttpResponseStatus code, HttpHeaders headers, ByteBuf content) {
    if (!begin(code)) {
      content.release();
      return;
    }
    boolean bodiless = method().equals(HttpMethod.HEAD);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    ByteBuf sent = content;
    if (bodiless) {
      content.release();
      sent = Unpooled.EMPTY_BUFFER;
    }
    boolean keepAlive = prepareConnection(headers);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, code, sent, headers, new DefaultHttpHeaders());
    finishAfter(carrier.context().writeAndFlush(response), keepAlive);
  }

  /** Answers HEAD for a response whose length is not known beforehand. */
  public void respondHeaders(HttpResponseStatus code, HttpHeaders headers) {
    if (!begin(code)) {
      return;
    }
    boolean keepAlive = prepareConnection(headers);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, code, Unpooled.EMPTY_BUFFER, headers, new DefaultHttpHeaders());
    finishAfter(carrier.context().writeAndFlush(response), keepAlive);
  }

  /**
   * Answers with part of a file, which goes from the page cache to the socket without a copy; where
   * TLS or HTTP/2 do not allow that, in pieces as the client takes them.
   *
   * @param region takes ownership; released unsent for HEAD
   */
  public void respondRegion(HttpResponseStatus code, HttpHeaders headers, FileRegion region) {
    if (!begin(code)) {
      region.release();
      return;
    }
    headers.set(HttpHeaderNames.CONTENT_LENGTH, region.count());
    boolean keepAlive = prepareConnection(headers);
    ChannelHandlerContext ctx = carrier.context();
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, code, headers);
    ctx.write(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    if (method().equals(HttpMethod.HEAD)) {
      region.release();
      finishAfter(ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), keepAlive);
      return;
    }
    ChannelPromise last = ctx.newPromise();
    carrier
        .send(region)
        .addListener(sent -> {
          if (sent.isSuccess()) {
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, last);
          } else {
            last.tryFailure(sent.cause());
          }
        });
    finishAfter(last, keepAlive);
  }

  /**
   * Answers with a file, or with the part of it that the client asks for: ranges, validators and
   * HEAD as RFC 9110 sections 13 and 14 have them, several ranges at once excepted. The file is
   * opened on a virtual thread. A file that is not there is answered 404.
   *
   * @param file must not change as long as it has this name
   * @param headers Content-Type and what else the route wants; length, range and validators are
   *     added
   */
  public void respondFile(Path file, HttpHeaders headers) {
    FileResponse.respond(this, carrier.openFiles(), file, headers);
  }

  /** How the body of {@link #respondEndless} is to be written. */
  public BodyFraming endlessFraming() {
    return carrier.endlessFraming(request);
  }

  /**
   * Begins a response that ends when the channel is closed, after {@link BodyFraming#terminator}.
   *
   * @param handler gets the channel, and writes bytes to it in the exchange's framing; it may be
   *     handed what the client has sent ahead before this returns
   */
  public void respondEndless(HttpResponseStatus code, HttpHeaders headers, ChannelHandler handler) {
    answered = true;
    status = code;
    onAbandoned = null;
    BodyFraming framing = endlessFraming();
    if (framing != BodyFraming.STREAM) {
      // The connection ends with the response, so that HTTP need not stay in its pipeline.
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    if (framing == BodyFraming.CHUNKED) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    carrier
        .context()
        .writeAndFlush(new DefaultHttpResponse(HttpVersion.HTTP_1_1, code, headers))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    carrier.leaveTo(this, handler);
  }

  /**
   * Takes the connection over: HTTP leaves the pipeline. Only for HTTP/1.1, which alone has an
   * Upgrade.
   *
   * @param code what {@code head} says
   * @param head the response's first bytes; takes ownership
   * @param handlers what the pipeline consists of from now on; they may be handed what the client
   *     has sent ahead before this returns
   */
  public void detach(HttpResponseStatus code, ByteBuf head, ChannelHandler... handlers) {
    answered = true;
    status = code;
    onAbandoned = null;
    carrier.detach(this, head, handlers);
  }

  private boolean begin(HttpResponseStatus code) {
    if (answered) {
      return false;
    }
    answered = true;
    onAbandoned = null;
    status = code;
    return true;
  }

  private boolean prepareConnection(HttpHeaders headers) {
    boolean keepAlive = carrier.keepsAlive(request);
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!request.protocolVersion().isKeepAliveDefault()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return keepAlive;
  }

  private void finishAfter(ChannelFuture lastWrite, boolean keepAlive) {
    if (!lastWrite.isDone()) {
      carrier.sending();
    }
    lastWrite.addListener(done -> {
      if (!done.isSuccess()) {
        channel().close();
      }
      carrier.finished(this, keepAlive);
    });
  }

  /** Answers that the server failed, and says why in the log. */
  void fail(Throwable cause) {
    carrier.port().failed(this, cause);
  }

  int status() {
    return status.code();
  }

  void abandoned() {
    answered = true;
    if (onAbandoned != null) {
      onAbandoned.run();
    }
  }
}
