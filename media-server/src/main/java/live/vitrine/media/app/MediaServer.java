package live.vitrine.media.app;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import live.vitrine.media.admin.AdminContext;
import live.vitrine.media.admin.AdminRoutes;
import live.vitrine.media.admin.DrainResource;
import live.vitrine.media.admin.Ports;
import live.vitrine.media.admin.Readiness;
import live.vitrine.media.config.SecureListen;
import live.vitrine.media.config.Settings;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.http.HttpServerInitializer;
import live.vitrine.media.http.HttpsContext;
import live.vitrine.media.httpflv.FlvRoute;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.page.PageRoute;
import live.vitrine.media.page.StreamListing;
import live.vitrine.media.recording.writer.LocalVolume;
import live.vitrine.media.recording.writer.Volume;
import live.vitrine.media.relay.Relay;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import live.vitrine.media.rtmp.session.RtmpCounters;
import live.vitrine.media.rtmp.session.RtmpInitializer;
import live.vitrine.media.streamkey.StreamKeys;
import org.jspecify.annotations.Nullable;

/** The running server: every port, and what serves it. */
final class MediaServer implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();

  private final Instant startedAt = CLOCK.instant();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Readiness readiness = new Readiness();
  private final RtmpCounters rtmpCounters = new RtmpCounters();
  private final HttpCounters playbackCounters = new HttpCounters();
  private final HttpCounters adminCounters = new HttpCounters();
  private final Settings settings;
  private final StreamKeys keys;
  private final Features features;
  private final EventLoops loops;
  private final Listeners listeners;
  private final Relay relay;
  private final Hub hub;
  private final Drain drain;

  private MediaServer(Settings settings, StreamKeys keys, Features features, Duration stallAfter)
      throws IOException {
    ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    this.settings = settings;
    this.keys = keys;
    this.features = features;
    HubSettings times =
        new HubSettings(settings.mergeWindow(), stallAfter, settings.reconnectGrace());
    this.loops = EventLoops.start();
    this.listeners = new Listeners(loops.channelType(), allocator);
    this.relay = new Relay(settings.data(), loops.media()::next, listeners::isOpen);
    this.hub = new Hub(CLOCK, allocator, times, observers());
    this.drain = new Drain(readiness, hub, this::close);
  }

  private List<Function<LiveStream, StreamObserver>> observers() {
    List<Function<LiveStream, StreamObserver>> observers = new ArrayList<>(features.observers());
    observers.add(relay::observe);
    return observers;
  }

  /**
   * Opens every port.
   *
   * @throws IOException a port or the data folder cannot be used; the message says which
   */
  static MediaServer start(Settings settings) throws IOException {
    return start(settings, Duration.ofSeconds(Viewer.STALL_SECONDS));
  }

  /** As the other, with viewers that take nothing closed after {@code stallAfter}. */
  static MediaServer start(Settings settings, Duration stallAfter) throws IOException {
    return start(settings, stallAfter, new LocalVolume());
  }

  /** As the other, with recordings on another volume than the file system. */
  static MediaServer start(Settings settings, Duration stallAfter, Volume volume)
      throws IOException {
    StreamKeys keys = StreamKeys.open(settings.data());
    Features features = Features.open(settings, CLOCK, PooledByteBufAllocator.DEFAULT, volume);
    MediaServer server = new MediaServer(settings, keys, features, stallAfter);
    try {
      server.listen();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The admin port comes first and playback last: whoever waits for either knows where it is. */
  private void listen() throws IOException {
    Relay.Routes relayed = relay.start(hub, drain::isDraining);
    listeners.open(Listeners.Port.ADMIN, settings.admin(), loops.admin(), admin(relayed.admin()));
    PublishAuthorizer authorizer =
        Authorizers.unlessDraining(
            features.webhooks().asking(Authorizers.of(settings.publishAuth(), keys)),
            drain::isDraining);
    listeners.open(
        Listeners.Port.RTMP,
        settings.rtmp(),
        loops.media(),
        new RtmpInitializer(hub, authorizer, rtmpCounters, null));
    SecureListen rtmps = settings.rtmps();
    if (rtmps != null) {
      listeners.open(
          Listeners.Port.RTMPS,
          rtmps.listen(),
          loops.media(),
          new RtmpInitializer(hub, authorizer, rtmpCounters, tls(rtmps)));
    }
    List<HttpRoute> routes = playbackRoutes(relayed.playback());
    SecureListen https = settings.https();
    if (https != null) {
      SslContext tls = HttpsContext.of(https.certificate(), https.key());
      listeners.open(Listeners.Port.HTTPS, https.listen(), loops.media(), playback(routes, tls));
    }
    listeners.open(Listeners.Port.HTTP, settings.http(), loops.media(), playback(routes, null));
    readiness.change(Readiness.State.READY);
  }

  private List<HttpRoute> playbackRoutes(HttpRoute onDemand) throws IOException {
    List<HttpRoute> routes = new ArrayList<>();
    routes.add(new CrossOrigin());
    routes.add(onDemand);
    routes.add(new FlvRoute(hub));
    routes.addAll(features.hls().routes(hub));
    routes.add(features.recordings().playback());
    routes.add(new StreamListing(hub, CLOCK, listeners.number(Listeners.Port.RTMP).orElseThrow()));
    routes.add(PageRoute.load());
    return routes;
  }

  private HttpServerInitializer playback(List<HttpRoute> routes, @Nullable SslContext tls) {
    return new HttpServerInitializer(
        HttpLimits.PLAYBACK, "/" + settings.instanceId(), routes, playbackCounters, tls);
  }

  private HttpServerInitializer admin(List<HttpRoute> relayed) {
    AdminContext context =
        new AdminContext(
            Version.current(),
            settings.instanceId(),
            startedAt,
            readiness,
            this::ports,
            loops.mediaLoops(),
            hub,
            keys,
            rtmpCounters,
            playbackCounters,
            adminCounters,
            features.hls().counters(),
            features.hls().segments(),
            meters());
    List<HttpRoute> resources = new ArrayList<>(features.resources());
    resources.addAll(relayed);
    resources.add(new DrainResource(drain, settings.drain()));
    return new HttpServerInitializer(
        HttpLimits.ADMIN, "", AdminRoutes.of(context, resources), adminCounters);
  }

  private List<MeterBinder> meters() {
    List<MeterBinder> meters = new ArrayList<>(features.meters());
    meters.add(relay);
    return meters;
  }

  private static SslContext tls(SecureListen rtmps) throws IOException {
    return SslContextBuilder.forServer(rtmps.certificate().toFile(), rtmps.key().toFile()).build();
  }

  /** The ports that are open. Any thread, once the server has started. */
  Ports ports() {
    return new Ports(
        listeners.number(Listeners.Port.RTMP).orElseThrow(),
        listeners.number(Listeners.Port.RTMPS),
        listeners.number(Listeners.Port.HTTP).orElseThrow(),
        listeners.number(Listeners.Port.HTTPS),
        listeners.number(Listeners.Port.ADMIN).orElseThrow());
  }

  Hub hub() {
    return hub;
  }

  RtmpCounters rtmpCounters() {
    return rtmpCounters;
  }

  HttpCounters playbackCounters() {
    return playbackCounters;
  }

  /** How the server is made to leave without cutting anybody off. */
  Drain drain() {
    return drain;
  }

  /** Blocks until {@link #close} is done. */
  void awaitClose() throws InterruptedException {
    closed.await();
  }

  /** Ends streams properly and closes every port. Blocks until that is done, whoever does it. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      try {
        closed.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    drain.close();
    relay.close();
    try {
      new Shutdown(readiness, listeners, hub, loops).run();
      features.close();
    } finally {
      closed.countDown();
    }
  }
}
