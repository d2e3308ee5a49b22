package live.vitrine.media.app;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import live.vitrine.media.config.Listen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports that are open. Used by one thread at a time. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final int BACKLOG = 4096;

  /** What a port is for. */
  enum Port {
    RTMP("RTMP"),
    RTMPS("RTMPS"),
    HTTP("playback"),
    HTTPS("playback over TLS"),
    ADMIN("admin");

    private final String label;

    Port(String label) {
      this.label = label;
    }
  }

  private final Map<Port, Channel> channels = new EnumMap<>(Port.class);
  private final Class<? extends ServerChannel> type;
  private final ByteBufAllocator allocator;

  Listeners(Class<? extends ServerChannel> type, ByteBufAllocator allocator) {
    this.type = type;
    this.allocator = allocator;
  }

  /**
   * Opens a port.
   *
   * @param loops what its connections run on
   * @throws IOException it cannot be opened; the message says which and why
   */
  void open(Port port, Listen listen, EventLoopGroup loops, ChannelHandler initializer)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(initializer)
            .bind(listen.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on %s for %s: %s"
              .formatted(listen, port.label, bound.cause().getMessage()),
          bound.cause());
    }
    channels.put(port, bound.channel());
    LOG.info("{} on port {}", port.label, number(bound.channel()));
  }

  /** The number of a port, where it is open. */
  OptionalInt number(Port port) {
    Channel channel = channels.get(port);
    return channel == null ? OptionalInt.empty() : OptionalInt.of(number(channel));
  }

  private static int number(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Whether one of these ports has that number. Any thread, once all are open. */
  boolean isOpen(int number) {
    return channels.values().stream().anyMatch(channel -> number(channel) == number);
  }

  /** Takes no further connections on these ports; those that are open are left alone. */
  void close(Port... ports) {
    for (Port port : ports) {
      Channel channel = channels.get(port);
      if (channel != null) {
        channel.close().awaitUninterruptibly();
      }
    }
  }
}
