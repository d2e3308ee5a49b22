package live.vitrine.media.rtmp.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import live.vitrine.media.hub.Hub;
import org.jspecify.annotations.Nullable;

/** Sets up a connection of an RTMP port, over TLS or not. */
public final class RtmpInitializer extends ChannelInitializer<Channel> {
  private final Hub hub;
  private final PublishAuthorizer authorizer;
  private final RtmpCounters counters;
  private final @Nullable SslContext tls;

  /**
   * A port's set-up.
   *
   * @param tls the server's certificate for RTMPS, or null for plain RTMP
   */
  public RtmpInitializer(
      Hub hub, PublishAuthorizer authorizer, RtmpCounters counters, @Nullable SslContext tls) {
    this.hub = hub;
    this.authorizer = authorizer;
    this.counters = counters;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (tls != null) {
      var handler = tls.newHandler(channel.alloc());
      // One deadline for both handshakes, kept and counted by the connection.
      handler.setHandshakeTimeoutMillis(0);
      channel.pipeline().addLast(handler);
    }
    channel.pipeline().addLast(new RtmpConnection(channel, hub, authorizer, counters));
  }
}
