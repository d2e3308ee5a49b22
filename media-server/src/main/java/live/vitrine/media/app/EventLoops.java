package live.vitrine.media.app;

import io.netty.channel.EventLoop;
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
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The event loops: Linux's epoll, and Java's own selectors elsewhere.
 *
 * @param media one for each processor, for everything that carries media
 * @param admin one apart from them, so that the admin port answers while they are busy
 * @param channelType what listens on these loops
 */
record EventLoops(
    EventLoopGroup media, EventLoopGroup admin, Class<? extends ServerChannel> channelType) {
  static EventLoops start() {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new EventLoops(
        group(Runtime.getRuntime().availableProcessors(), "event-loop", handlers),
        group(1, "admin", handlers),
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
  }

  private static EventLoopGroup group(int threads, String name, IoHandlerFactory handlers) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), handlers);
  }

  /** Each of those that carry media. */
  List<EventLoop> mediaLoops() {
    List<EventLoop> loops = new ArrayList<>();
    media.forEach(executor -> loops.add((EventLoop) executor));
    return loops;
  }

  /** Blocks until every loop that carries media has done what it was given before. */
  void awaitMedia(long millis) {
    List<Future<?>> turns = new ArrayList<>();
    mediaLoops().forEach(loop -> turns.add(loop.submit(() -> {})));
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Future<?> turn : turns) {
      turn.awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  /** Closes what is open and blocks until every loop has stopped, or the time is over. */
  void stop(long quietMillis, long millis) {
    var media = this.media.shutdownGracefully(quietMillis, millis, TimeUnit.MILLISECONDS);
    var admin = this.admin.shutdownGracefully(quietMillis, millis, TimeUnit.MILLISECONDS);
    media.awaitUninterruptibly();
    admin.awaitUninterruptibly();
  }
}
