package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Reads requests within a port's limits, and knows whether one has begun to arrive. */
final class RequestDecoder extends HttpRequestDecoder {
  private static final int MAX_CONTENT_PART = 8192;

  private boolean midRequest;

  RequestDecoder(HttpLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.maxRequestLine())
            .setMaxHeaderSize(limits.maxHeader())
            .setMaxChunkSize(MAX_CONTENT_PART)
            .setUseRfc9112TransferEncoding(true));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    int before = buffer.readableBytes();
    super.decode(ctx, buffer, out);
    if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
      midRequest = false;
    } else if (buffer.readableBytes() < before) {
      midRequest = true;
    }
  }

  /** Whether bytes have come of a request that is not complete. */
  boolean isMidRequest() {
    // Whole lines of a header are consumed as they come; the rest of a line is not.
    return midRequest || actualReadableBytes() > 0;
  }
}
