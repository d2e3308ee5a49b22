package live.vitrine.media.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;

/** Goes on with the version of HTTP that the TLS handshake has settled on; HTTP/1.1 if on none. */
final class ProtocolChoice extends ApplicationProtocolNegotiationHandler {
  private final HttpPort port;
  private final long acceptedNanos;

  ProtocolChoice(HttpPort port, long acceptedNanos) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.port = port;
    this.acceptedNanos = acceptedNanos;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      Http2Pipeline.setUp(ctx.pipeline(), port, acceptedNanos);
    } else {
      HttpServerInitializer.speakHttp1(ctx.pipeline(), port, acceptedNanos);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
      count(handshake.cause());
      ctx.close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  private void count(Throwable failure) {
    switch (failure) {
      case NotSslRecordException _ -> port.counters().refuse(HttpCounters.Refusal.NOT_TLS);
      case SslHandshakeTimeoutException _ ->
          port.counters().refuse(HttpCounters.Refusal.HEADER_TOO_SLOW);
      // The client went away: nobody was refused.
      case ClosedChannelException _ -> {}
      default -> port.counters().refuse(HttpCounters.Refusal.HANDSHAKE_FAILED);
    }
  }

  /** The event says all that is to be said, and strangers could fill the log with the rest. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
