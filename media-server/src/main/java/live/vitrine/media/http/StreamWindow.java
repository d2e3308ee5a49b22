package live.vitrine.media.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.function.IntSupplier;

/**
 * Bytes that a client takes on one stream now, as far as flow control goes (RFC 9113 section 5.2).
 */
record StreamWindow(Http2Connection connection, Channel channel) implements IntSupplier {
  @Override
  public int getAsInt() {
    Http2Stream stream = connection.stream(((Http2StreamChannel) channel).stream().id());
    if (stream == null) {
      return 0;
    }
    Http2RemoteFlowController flow = connection.remote().flowController();
    return Math.min(flow.windowSize(stream), flow.windowSize(connection.connectionStream()));
  }
}
