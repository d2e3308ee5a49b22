package live.vitrine.media.webhook;

import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.ViewerProtocol;
import live.vitrine.media.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Says what happens to one stream. Runs on the stream's event loop. */
final class StreamEvents implements StreamObserver {
  /** The number of viewers is told at most so often. */
  static final int COUNT_SECONDS = 5;

  private final LiveStream stream;
  private final String instanceId;
  private final Duration reconnectGrace;
  private final Clock clock;
  private final Consumer<Outgoing> out;
  private final Future<?> sampling;

  private @Nullable Instant lostAt;
  private int reconnects;
  private int peakViewers;
  private int toldViewers;
  private int secondsSinceTold = COUNT_SECONDS;

  /**
   * A stream begins.
   *
   * @param reconnectGrace how long it waits for a lost publisher
   * @param out takes what is to be told; must not block
   */
  StreamEvents(
      LiveStream stream,
      String instanceId,
      Duration reconnectGrace,
      Clock clock,
      Consumer<Outgoing> out) {
    this.stream = stream;
    this.instanceId = instanceId;
    this.reconnectGrace = reconnectGrace;
    this.clock = clock;
    this.out = out;
    this.sampling =
        stream.owner().scheduleWithFixedDelay(this::countViewers, 1, 1, TimeUnit.SECONDS);
    tell(EventType.STREAM_STARTED, this::writePublisher);
  }

  private void tell(String type, Consumer<JsonWriter> further) {
    Event event =
        Event.of(
            type,
            clock.instant(),
            json -> {
              json.text("streamId", stream.id().value())
                  .text("instanceId", instanceId)
                  .text("startedAt", stream.startedAt().toString());
              further.accept(json);
            });
    out.accept(new Outgoing(stream.id(), event));
  }

  private void writePublisher(JsonWriter json) {
    PublisherConnection publisher = stream.publisher();
    if (publisher == null) {
      json.absent("remoteAddress").absent("agent");
    } else {
      json.text("remoteAddress", publisher.remoteAddress()).text("agent", publisher.agent());
    }
  }

  private void countViewers() {
    int viewers = stream.audience();
    peakViewers = Math.max(peakViewers, viewers);
    secondsSinceTold++;
    if (viewers != toldViewers && secondsSinceTold >= COUNT_SECONDS) {
      int now = viewers;
      toldViewers = now;
      secondsSinceTold = 0;
      tell(
          EventType.VIEWER_COUNT,
          json ->
              json.object(
                  "viewers",
                  all -> {
                    for (ViewerProtocol protocol : ViewerProtocol.values()) {
                      if (protocol.isAudience()) {
                        all.number(protocol.label(), stream.viewers(protocol));
                      }
                    }
                    all.number("total", now);
                  }));
    }
  }

  @Override
  public void onTag(FlvTag tag) {}

  @Override
  public void onDiscontinuity() {}

  @Override
  public void onReconnecting() {
    lostAt = clock.instant();
    tell(
        EventType.STREAM_RECONNECTING,
        json -> json.number("graceSeconds", reconnectGrace.toSeconds()));
  }

  @Override
  public void onTakeover() {
    Instant lost = lostAt;
    lostAt = null;
    reconnects++;
    tell(
        EventType.STREAM_RESUMED,
        json -> {
          writePublisher(json);
          json.flag("wasLost", lost != null)
              .number(
                  "gapMillis",
                  lost == null ? 0 : Duration.between(lost, clock.instant()).toMillis());
        });
  }

  @Override
  public void onEnd() {
    sampling.cancel(false);
    tell(
        EventType.STREAM_ENDED,
        json ->
            json.number(
                    "durationMillis",
                    Duration.between(stream.startedAt(), clock.instant()).toMillis())
                .number("peakViewers", peakViewers)
                .number("reconnects", reconnects));
  }
}
