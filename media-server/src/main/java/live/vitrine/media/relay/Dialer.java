package live.vitrine.media.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import live.vitrine.media.rtmp.client.ClientEnd;

/**
 * Makes connections to other servers. Names are looked up on threads of its own, because that
 * blocks; everything else happens on the caller's event loop.
 */
final class Dialer implements AutoCloseable {
  static final int CONNECT_MILLIS = 5_000;

  /** Addresses of one name that are tried, one after the other. */
  static final int MAX_ADDRESSES = 3;

  private static final int LOOKUP_THREADS = 2;

  private final SslContext tls;
  private final IntPredicate ownPort;
  private final ExecutorService lookups =
      Executors.newFixedThreadPool(
          LOOKUP_THREADS, Thread.ofPlatform().name("lookup-", 0).daemon().factory());

  /**
   * A dialer.
   *
   * @param tls whom to trust
   * @param ownPort whether this server listens there itself
   */
  Dialer(SslContext tls, IntPredicate ownPort) {
    this.tls = tls;
    this.ownPort = ownPort;
  }

  /** Where to. */
  record Destination(boolean secure, String host, int port) {}

  /**
   * A destination that has been looked up.
   *
   * @param own whether it is this very server
   */
  private record Found(List<InetAddress> addresses, boolean own) {}

  /** An attempt to connect, for its event loop. */
  static final class Attempt {
    private final Destination destination;
    private final Function<Channel, ChannelHandler> handler;
    private final Consumer<ClientEnd> failed;
    private final boolean ownAllowed;
    private boolean cancelled;

    private Attempt(
        Destination destination,
        boolean ownAllowed,
        Function<Channel, ChannelHandler> handler,
        Consumer<ClientEnd> failed) {
      this.destination = destination;
      this.ownAllowed = ownAllowed;
      this.handler = handler;
      this.failed = failed;
    }

    /** Nothing is reported any more, and a connection that is made all the same is closed. */
    void cancel() {
      cancelled = true;
    }
  }

  /**
   * Connects.
   *
   * @param ownAllowed whether that may be this very server
   * @param handler makes the last handler of the pipeline; from then on it is in charge
   * @param failed called on the event loop instead, once
   */
  Attempt dial(
      EventLoop loop,
      Destination destination,
      boolean ownAllowed,
      Function<Channel, ChannelHandler> handler,
      Consumer<ClientEnd> failed) {
    Attempt attempt = new Attempt(destination, ownAllowed, handler, failed);
    try {
      lookups.execute(() -> lookUp(loop, attempt));
    } catch (RejectedExecutionException _) {
      // The server is stopping.
      attempt.cancel();
    }
    return attempt;
  }

  private void lookUp(EventLoop loop, Attempt attempt) {
    try {
      InetAddress[] all = InetAddress.getAllByName(attempt.destination.host);
      List<InetAddress> some = Arrays.stream(all).limit(MAX_ADDRESSES).toList();
      Found found = new Found(some, isOwn(some, attempt.destination.port));
      loop.execute(() -> connect(loop, attempt, found, 0));
    } catch (UnknownHostException e) {
      loop.execute(() -> fail(attempt, "host %s is not known".formatted(attempt.destination.host)));
    } catch (RejectedExecutionException _) {
      attempt.cancel();
    }
  }

  private boolean isOwn(List<InetAddress> addresses, int port) {
    return ownPort.test(port) && addresses.stream().anyMatch(Dialer::isOfThisMachine);
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return false;
    }
  }

  private void connect(EventLoop loop, Attempt attempt, Found found, int index) {
    if (attempt.cancelled) {
      return;
    }
    if (found.own && !attempt.ownAllowed) {
      attempt.failed.accept(ClientEnd.refused("the address leads back to this server: a loop"));
      return;
    }
    InetSocketAddress address =
        new InetSocketAddress(found.addresses.get(index), attempt.destination.port);
    new Bootstrap()
        .group(loop)
        .channel(isEpoll(loop) ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(initializer(attempt))
        .connect(address)
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            if (index + 1 < found.addresses.size()) {
              connect(loop, attempt, found, index + 1);
            } else {
              fail(attempt, "cannot connect: " + connected.cause().getMessage());
            }
          }
        });
  }

  private static boolean isEpoll(EventLoop loop) {
    return Epoll.isAvailable()
        && loop instanceof IoEventLoop io
        && io.isIoType(EpollIoHandler.class);
  }

  private ChannelHandler initializer(Attempt attempt) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        if (attempt.destination.secure) {
          channel
              .pipeline()
              .addLast(
                  tls.newHandler(
                      channel.alloc(), attempt.destination.host, attempt.destination.port));
        }
        channel.pipeline().addLast(new Starter(attempt));
      }
    };
  }

  /** Stands in for the last handler until the connection is there. */
  private static final class Starter extends ChannelInboundHandlerAdapter {
    private final Attempt attempt;

    Starter(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (attempt.cancelled) {
        context.close();
        return;
      }
      ChannelHandler handler = attempt.handler.apply(context.channel());
      context.pipeline().addAfter(context.name(), null, handler);
      context.fireChannelActive();
      context.pipeline().remove(this);
    }
  }

  private static void fail(Attempt attempt, String text) {
    if (!attempt.cancelled) {
      attempt.failed.accept(ClientEnd.failed(text));
    }
  }

  /** Looks nothing up any more. */
  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
