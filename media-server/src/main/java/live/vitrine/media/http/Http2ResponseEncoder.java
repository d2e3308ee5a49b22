package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.concurrent.PromiseCombiner;

/**
 * Turns responses, and the bytes of those that have no end, into one stream's HEADERS and DATA
 * frames (RFC 9113 section 8.1). On the event loop.
 */
final class Http2ResponseEncoder extends ChannelOutboundHandlerAdapter {
  private static final int SLICE = Http2Pipeline.MAX_FRAME_SIZE;

  private long taken;

  /** Bytes of bodies that the client has taken, in steps that show a slow one's progress. */
  long taken() {
    return taken;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    switch (message) {
      case FullHttpResponse whole -> writeWhole(ctx, whole, promise);
      case HttpResponse head -> ctx.write(headers(head, false), promise);
      case LastHttpContent last -> writeBody(ctx, last.content(), true, promise);
      case HttpContent part -> writeBody(ctx, part.content(), false, promise);
      case ByteBuf endless -> ctx.write(new DefaultHttp2DataFrame(endless, false), promise);
      default -> ctx.write(message, promise);
    }
  }

  private void writeWhole(ChannelHandlerContext ctx, FullHttpResponse whole, ChannelPromise last) {
    if (!whole.content().isReadable()) {
      whole.release();
      ctx.write(headers(whole, !isInterim(whole)), last);
      return;
    }
    ctx.write(headers(whole, false));
    writeBody(ctx, whole.content(), true, last);
  }

  private static boolean isInterim(HttpResponse response) {
    return response.status().code() < 200;
  }

  private static DefaultHttp2HeadersFrame headers(HttpResponse response, boolean end) {
    // Connection, Transfer-Encoding and the like are left out (section 8.2.2).
    Http2Headers headers = HttpConversionUtil.toHttp2Headers(response, false);
    return new DefaultHttp2HeadersFrame(headers, end);
  }

  /** Takes ownership of the body. */
  private void writeBody(
      ChannelHandlerContext ctx, ByteBuf body, boolean end, ChannelPromise promise) {
    if (body.readableBytes() <= SLICE) {
      int length = body.readableBytes();
      ctx.write(new DefaultHttp2DataFrame(body, end), promise).addListener(_ -> taken += length);
      return;
    }
    PromiseCombiner all = new PromiseCombiner(ctx.executor());
    while (body.isReadable()) {
      int length = Math.min(SLICE, body.readableBytes());
      ByteBuf slice = body.readRetainedSlice(length);
      boolean last = end && !body.isReadable();
      all.add(ctx.write(new DefaultHttp2DataFrame(slice, last)).addListener(_ -> taken += length));
    }
    body.release();
    all.finish(promise);
  }
}
