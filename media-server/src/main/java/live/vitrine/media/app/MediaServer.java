package live.vitrine.media.app;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.config.Listen;
import live.vitrine.media.config.Rtmps;
import live.vitrine.media.config.Settings;
import live.vitrine.media.hls.HlsRoute;
import live.vitrine.media.hls.HlsSettings;
import live.vitrine.media.hls.HlsShows;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import live.vitrine.media.httpflv.FlvRoute;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import live.vitrine.media.rtmp.session.RtmpCounters;
import live.vitrine.media.rtmp.session.RtmpInitializer;
import live.vitrine.media.streamkey.StreamKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: every port, and what serves it. */
final class MediaServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);
  private static final int BACKLOG = 4096;
  private static final int STOP_SECONDS = 5;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Channel> listeners = new ArrayList<>();
  private final EventLoops loops;
  private final Hub hub;

  private MediaServer(EventLoops loops, Hub hub) {
    this.loops = loops;
    this.hub = hub;
  }

  /**
   * Opens every port.
   *
   * @throws IOException a port or the data folder cannot be used; the message says which
   */
  static MediaServer start(Settings settings) throws IOException {
    StreamKeys keys = StreamKeys.open(settings.data());
    ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    HlsShows shows =
        new HlsShows(
            HlsSettings.defaults(),
            SegmentStore.inMemoryOr(settings.data()),
            Clock.systemUTC(),
            allocator);
    Hub hub =
        new Hub(
            Clock.systemUTC(),
            allocator,
            (int) settings.mergeWindow().toMillis(),
            List.of(shows::observe));
    MediaServer server = new MediaServer(EventLoops.start(), hub);
    try {
      server.listen(settings, keys, shows, allocator);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void listen(
      Settings settings, StreamKeys keys, HlsShows shows, ByteBufAllocator allocator)
      throws IOException {
    PublishAuthorizer authorizer = Authorizers.of(settings.publishAuth(), keys);
    RtmpCounters rtmpCounters = new RtmpCounters();
    HttpCounters httpCounters = new HttpCounters();
    open(
        "RTMP",
        settings.rtmp(),
        allocator,
        new RtmpInitializer(hub, authorizer, rtmpCounters, null));
    Rtmps rtmps = settings.rtmps();
    if (rtmps != null) {
      open(
          "RTMPS",
          rtmps.listen(),
          allocator,
          new RtmpInitializer(hub, authorizer, rtmpCounters, tls(rtmps)));
    }
    open(
        "playback",
        settings.http(),
        allocator,
        new HttpServerInitializer(
            HttpLimits.PLAYBACK,
            "/" + settings.instanceId(),
            List.of(new CrossOrigin(), new FlvRoute(hub), new HlsRoute(shows)),
            httpCounters));
    open(
        "admin",
        settings.admin(),
        allocator,
        new HttpServerInitializer(HttpLimits.ADMIN, "", List.of(), new HttpCounters()));
  }

  private static SslContext tls(Rtmps rtmps) throws IOException {
    return SslContextBuilder.forServer(rtmps.certificate().toFile(), rtmps.key().toFile()).build();
  }

  private void open(
      String name, Listen listen, ByteBufAllocator allocator, ChannelHandler initializer)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.channelType())
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
          "cannot listen on %s for %s: %s".formatted(listen, name, bound.cause().getMessage()),
          bound.cause());
    }
    listeners.add(bound.channel());
    InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
    LOG.info("{} on port {}", name, address.getPort());
  }

  /** The ports that are open, in the order RTMP, RTMPS where there is one, playback, admin. */
  List<Integer> ports() {
    return listeners.stream()
        .map(channel -> ((InetSocketAddress) channel.localAddress()).getPort())
        .toList();
  }

  /** Blocks until {@link #close} is done. */
  void awaitClose() throws InterruptedException {
    closed.await();
  }

  /** Ends streams properly and closes every port. */
  @Override
  public void close() {
    listeners.forEach(channel -> channel.close().awaitUninterruptibly());
    hub.shutdown();
    EventLoopGroup group = loops.group();
    group
        .shutdownGracefully(200, TimeUnit.SECONDS.toMillis(STOP_SECONDS), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
    hub.release();
    closed.countDown();
  }
}
