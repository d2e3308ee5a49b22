package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.ViewerProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamEventsTest {
  private static final StreamId SHOW = StreamId.of("show");

  private final ManualClock clock = new ManualClock();
  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final List<Outgoing> told = new ArrayList<>();
  private final Hub hub =
      new Hub(
          clock,
          PooledByteBufAllocator.DEFAULT,
          new HubSettings(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(30)),
          List.of(stream ->
              new StreamEvents(stream, "here", Duration.ofSeconds(30), clock, told::add)));

  @BeforeEach
  void standStill() {
    loop.freezeTime();
  }

  @AfterEach
  void close() {
    loop.finishAndReleaseAll();
    hub.release();
  }

  private record Host(String remoteAddress) implements PublisherConnection {
    @Override
    public String agent() {
      return "OBS";
    }

    @Override
    public void close(CloseReason reason) {}
  }

  private Publication publish(String address) {
    Publication publication = hub.publish(SHOW, new Host(address), loop.eventLoop());
    loop.runPendingTasks();
    return publication;
  }

  private LiveStream stream() {
    return hub.find(SHOW).orElseThrow();
  }

  private void pass(long seconds) {
    for (long i = 0; i < seconds; i++) {
      clock.pass(Duration.ofSeconds(1));
      loop.advanceTimeBy(1, TimeUnit.SECONDS);
      loop.runScheduledPendingTasks();
    }
  }

  private List<String> types() {
    return told.stream().map(outgoing -> outgoing.event().type()).toList();
  }

  private String lastBody() {
    return new String(told.getLast().event().body(), StandardCharsets.UTF_8);
  }

  @Test
  void tellsOfTheBeginning() {
    Publication publication = publish("192.0.2.1:5000");

    assertThat(types()).containsExactly("stream.started");
    assertThat(told.getFirst().event().id()).matches("msg_[0-9a-f]{32}");
    assertThat(lastBody())
        .isEqualTo(
            "{\"type\":\"stream.started\",\"timestamp\":\"2026-11-20T20:00:00Z\",\"data\":"
                + "{\"streamId\":\"show\",\"instanceId\":\"here\","
                + "\"startedAt\":\"2026-11-20T20:00:00Z\","
                + "\"remoteAddress\":\"192.0.2.1:5000\",\"agent\":\"OBS\"}}");
    publication.end();
  }

  @Test
  void tellsOfTheEndWithDurationAndMostViewers() {
    Publication publication = publish("192.0.2.1:5000");
    stream().addViewers(ViewerProtocol.HLS, 7);
    pass(1);
    stream().addViewers(ViewerProtocol.HLS, -7);
    pass(59);

    publication.end();

    assertThat(types()).startsWith("stream.started").endsWith("stream.ended");
    assertThat(lastBody())
        .contains("\"durationMillis\":60000,\"peakViewers\":7,\"reconnects\":0}}");
    int before = told.size();
    pass(10);
    assertThat(told).hasSize(before);
  }

  @Test
  void tellsWhenThePublisherIsLostAndIsBack() {
    publish("192.0.2.1:5000").lost();
    loop.runPendingTasks();
    assertThat(types()).endsWith("stream.reconnecting");
    assertThat(lastBody()).contains("\"graceSeconds\":30}}");
    pass(12);

    Publication back = publish("198.51.100.7:6000");

    assertThat(types()).containsExactly("stream.started", "stream.reconnecting", "stream.resumed");
    assertThat(lastBody())
        .contains("\"remoteAddress\":\"198.51.100.7:6000\"")
        .contains("\"wasLost\":true,\"gapMillis\":12000}}");
    back.end();
    assertThat(lastBody()).contains("\"reconnects\":1}}");
  }

  @Test
  void tellsTheNumberOfViewersWhenItChangesButNotTooOften() {
    Publication publication = publish("192.0.2.1:5000");
    pass(20);
    assertThat(types()).containsExactly("stream.started");

    stream().addViewers(ViewerProtocol.HLS, 2);
    pass(1);
    assertThat(types()).containsExactly("stream.started", "viewer.count");
    assertThat(lastBody())
        .contains("\"viewers\":{\"http-flv\":0,\"ws-flv\":0,\"rtmp\":0,\"hls\":2,\"total\":2}}}");

    stream().addViewers(ViewerProtocol.HLS, 1);
    pass(4);
    assertThat(types()).hasSize(2);
    pass(1);
    assertThat(types()).hasSize(3);
    assertThat(lastBody()).contains("\"total\":3}}}");
    stream().addViewers(ViewerProtocol.HLS, -3);
    publication.end();
  }
}
