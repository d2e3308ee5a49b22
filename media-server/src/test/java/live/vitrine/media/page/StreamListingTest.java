package live.vitrine.media.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamListingTest {
  private final EmbeddedChannel media = new EmbeddedChannel();
  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final List<Publication> publications = new ArrayList<>();
  private Instant now = Instant.now();
  private final StreamListing listing = new StreamListing(hub, () -> now, 1935);

  @AfterEach
  void end() {
    publications.forEach(Publication::end);
    media.finishAndReleaseAll();
    hub.release();
  }

  @Test
  void isReadableByEveryPageAndKeptByNobody() {
    assertThat(get("/streams.json"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains(
            "content-type: application/json\r\n",
            "cache-control: no-store\r\n",
            "access-control-allow-origin: *\r\n")
        .endsWith("\r\n\r\n{\"streams\":[],\"rtmpPort\":1935}");
  }

  @Test
  void showsNothingOfThePublisher() {
    publish("demo");

    assertThat(get("/here/streams.json"))
        .contains(
            "{\"id\":\"demo\",\"state\":\"live\",\"uptimeSeconds\":0,\"viewers\":0,\"video\":null,")
        .doesNotContain("192.0.2.1", "secretive");
  }

  @Test
  void isMadeOnceASecond() {
    assertThat(get("/streams.json")).doesNotContain("demo");
    publish("demo");

    now = now.plusMillis(999);
    assertThat(get("/streams.json")).doesNotContain("demo");
    now = now.plusMillis(1);
    assertThat(get("/streams.json")).contains("demo");
  }

  @Test
  void isMadeAnewWhenTheClockWasSetBack() {
    assertThat(get("/streams.json")).doesNotContain("demo");
    publish("demo");

    now = now.minusSeconds(3600);
    assertThat(get("/streams.json")).contains("demo");
  }

  private void publish(String id) {
    publications.add(hub.publish(StreamId.of(id), new Publisher(), media.eventLoop()));
  }

  private static final class Publisher implements PublisherConnection {
    @Override
    public String remoteAddress() {
      return "192.0.2.1:5000";
    }

    @Override
    public String agent() {
      return "secretive";
    }

    @Override
    public void close(CloseReason reason) {}
  }

  private String get(String path) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpServerInitializer(
                HttpLimits.PLAYBACK, "/here", List.of(listing), new HttpCounters()));
    channel.writeInbound(
        Unpooled.copiedBuffer(
            "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", StandardCharsets.UTF_8));
    media.runPendingTasks();
    channel.runPendingTasks();
    StringBuilder answer = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      answer.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    channel.finishAndReleaseAll();
    return answer.toString();
  }
}
