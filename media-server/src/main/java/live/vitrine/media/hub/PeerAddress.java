package live.vitrine.media.hub;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/** The other end of a connection, for display. */
public final class PeerAddress {
  private PeerAddress() {}

  /** Address and port: {@code 192.0.2.1:5000}, {@code [2001:db8::1]:5000}. Any thread. */
  public static String of(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress address
        ? NetUtil.toSocketAddressString(address)
        : String.valueOf(channel.remoteAddress());
  }
}
