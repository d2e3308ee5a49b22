package live.vitrine.media.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The ways to end a connection that an ordinary close does not do justice to. */
final class Closing {
  /** How long a client whose request was refused may take to read that and to close. */
  private static final int LINGER_SECONDS = 2;

  private Closing() {}

  /**
   * Closes when the client has read its answer. Closed at once, with bytes unread, the connection
   * would be reset and the answer lost.
   */
  static void after(Channel channel, ChannelFuture answer) {
    Future<?> limit =
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> limit.cancel(false));
    answer.addListener(Closing::shutOutput);
  }

  private static void shutOutput(Future<? super Void> written) {
    Channel channel = ((ChannelFuture) written).channel();
    if (!written.isSuccess() || !(channel instanceof DuplexChannel duplex)) {
      channel.close();
      return;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      duplex.shutdownOutput();
    } else {
      tls.closeOutbound().addListener(said -> duplex.shutdownOutput());
    }
  }

  /** Closes the socket at once. What is unsent would stay in the kernel for minutes. */
  static void abort(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    // Past the pipeline: TLS and HTTP/2 would wait for a goodbye that the client does not take.
    channel.unsafe().close(channel.newPromise());
  }
}
