package live.vitrine.media.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP port on real sockets, over TLS or not. */
final class LoopbackPort implements AutoCloseable {
  final HttpCounters counters = new HttpCounters();

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel channel;
  private final String scheme;

  LoopbackPort(HttpLimits limits, @Nullable SslContext tls, HttpRoute... routes) {
    this.scheme = tls == null ? "http" : "https";
    this.channel =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new HttpServerInitializer(limits, "", List.of(routes), counters, tls))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  int number() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  URI address(String path) {
    return URI.create(scheme + "://localhost:" + number() + path);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
