package live.vitrine.media.admin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.config.RecordingFormat;
import live.vitrine.media.config.RecordingOptions;
import live.vitrine.media.hls.HlsSettings;
import live.vitrine.media.hls.HlsShows;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hls.cmaf.CmafCounters;
import live.vitrine.media.hls.cmaf.CmafMeters;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.Recordings;
import live.vitrine.media.recording.writer.LocalVolume;
import live.vitrine.media.relay.Relay;
import live.vitrine.media.rtmp.session.RtmpCounters;
import live.vitrine.media.streamkey.StreamKeys;
import live.vitrine.media.webhook.WebhookSettings;
import live.vitrine.media.webhook.Webhooks;

/** One connection to the admin port of a server that has nothing else. */
final class AdminPort implements AutoCloseable {
  final Readiness readiness = new Readiness();
  final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  final StreamKeys keys;
  final List<PublisherConnection.CloseReason> closed = new ArrayList<>();
  private final HttpCounters counters = new HttpCounters();
  private final EmbeddedChannel media = new EmbeddedChannel();

  /** Whether the event loop that carries media does nothing any more. */
  boolean stuck;

  /** Whether publishers fail when they are to be closed. */
  boolean closingFails;

  private final List<Publication> publications = new ArrayList<>();
  private final AdminContext context;
  private final Webhooks webhooks;
  private final Relay relay;
  private final Recordings recordings;

  AdminPort(Path data) throws IOException {
    this.keys = StreamKeys.open(data);
    this.webhooks = webhooks(data);
    this.relay = new Relay(data, media::eventLoop, port -> false);
    this.recordings = recordings(data);
    SegmentStore segments = SegmentStore.inMemoryOr(data);
    HlsShows shows =
        new HlsShows(
            HlsSettings.defaults(), segments, Clock.systemUTC(), PooledByteBufAllocator.DEFAULT);
    this.context =
        new AdminContext(
            "1.2.3",
            "here",
            Instant.now(),
            readiness,
            () -> new Ports(1935, OptionalInt.empty(), 8000, OptionalInt.empty(), 8001),
            List.of(media.eventLoop()),
            hub,
            keys,
            new RtmpCounters(),
            new HttpCounters(),
            counters,
            shows.counters(),
            segments,
            List.of(
                webhooks.meters(),
                relay,
                recordings.meters(),
                new CmafMeters(new CmafCounters(), segments)));
  }

  /** Of no stream. */
  private static Recordings recordings(Path data) throws IOException {
    return Recordings.open(
        new RecordingOptions(
            RecordingFormat.OFF, data.resolve("recordings"), Duration.ZERO, 0, 0, false, null),
        Clock.systemUTC(),
        PooledByteBufAllocator.DEFAULT,
        new LocalVolume());
  }

  /** With one endpoint, that is never told anything. */
  private static Webhooks webhooks(Path data) throws IOException {
    return Webhooks.open(
        new WebhookSettings(
            data,
            "here",
            List.of(URI.create("http://127.0.0.1:9/")),
            "",
            null,
            Duration.ofSeconds(1),
            false,
            Duration.ZERO),
        Clock.systemUTC());
  }

  /** Puts a stream on air. */
  void publish(String id) {
    publications.add(hub.publish(StreamId.of(id), new Publisher(), media.eventLoop()));
  }

  private final class Publisher implements PublisherConnection {
    @Override
    public String remoteAddress() {
      return "192.0.2.1:5000";
    }

    @Override
    public String agent() {
      return "a \"test\"";
    }

    @Override
    public void close(CloseReason reason) {
      if (closingFails) {
        throw new UnsupportedOperationException("as the test wants it");
      }
      closed.add(reason);
    }
  }

  /** Sends a request, each with a connection of its own, and returns the answer as it comes. */
  String send(String request) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpServerInitializer(
                HttpLimits.ADMIN, "", AdminRoutes.of(context, List.of()), counters));
    channel.freezeTime();
    try {
      channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.UTF_8));
      StringBuilder answer = new StringBuilder();
      long deadline = System.nanoTime() + 5_000_000_000L;
      while (answer.isEmpty() && System.nanoTime() < deadline) {
        if (stuck) {
          channel.advanceTimeBy(HealthRoute.ALIVE_SECONDS, TimeUnit.SECONDS);
        } else {
          media.runPendingTasks();
        }
        channel.runPendingTasks();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
          answer.append(part.toString(StandardCharsets.UTF_8));
          part.release();
        }
      }
      return answer.toString();
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  String get(String path) {
    return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  String delete(String path) {
    return send("DELETE " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  String put(String path, String body) {
    return send(
        "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".formatted(path)
            + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
  }

  @Override
  public void close() {
    publications.forEach(Publication::end);
    media.runPendingTasks();
    media.finishAndReleaseAll();
    hub.release();
    recordings.close();
    webhooks.close();
    relay.close();
  }
}
