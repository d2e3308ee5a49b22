package live.vitrine.media.app;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The event loops, one for each processor: Linux's epoll, and Java's own selectors elsewhere.
 *
 * @param channelType what listens on these loops
 */
record EventLoops(EventLoopGroup group, Class<? extends ServerChannel> channelType) {
  static EventLoops start() {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            new DefaultThreadFactory("event-loop"),
            handlers);
    return new EventLoops(
        group, epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
  }
}
