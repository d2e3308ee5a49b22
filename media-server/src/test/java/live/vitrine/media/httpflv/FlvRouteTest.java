package live.vitrine.media.httpflv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.EmbeddedHttp;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlvRouteTest {
  private static final String UPGRADE =
      """
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;
  // Masked with zeros: a ping that says "hi", and a close.
  private static final String PING = "\u0089\u0082\0\0\0\0hi";
  private static final String PONG = "\u008a\u0002hi";
  private static final String CLOSE = "\u0088\u0080\0\0\0\0";
  private static final String CLOSED = "\u0088\u0002\u0003\u00e8";

  private final Hub hub =
      new Hub(
          Clock.systemUTC(), PooledByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
  private final EmbeddedHttp client = new EmbeddedHttp(new CrossOrigin(), new FlvRoute(hub));
  private final List<Publication> publications = new ArrayList<>();

  private static final class Publisher implements PublisherConnection {
    @Override
    public String remoteAddress() {
      return "test";
    }

    @Override
    public String agent() {
      return "test";
    }

    @Override
    public void close(CloseReason reason) {}
  }

  private void publish() {
    publications.add(
        hub.publish(StreamId.of("demo"), new Publisher(), client.channel().eventLoop()));
    client.run();
  }

  @AfterEach
  void end() {
    publications.forEach(Publication::end);
    client.run();
    client.close();
    hub.release();
  }

  @Test
  void servesChunksThatEndWithTheStream() {
    publish();
    assertThat(client.get("/live/demo.flv"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: video/x-flv\r\n", "transfer-encoding: chunked\r\n")
        .endsWith("\r\n\r\n");
    publications.getFirst().end();
    client.run();

    assertThat(client.received()).isEqualTo("0\r\n\r\n");
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void servesHttp10WithoutChunks() {
    publish();
    client.send("GET /live/demo.flv HTTP/1.0\r\n\r\n");

    assertThat(client.received()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Transfer-");
  }

  @Test
  void answersHeadWithoutABody() {
    publish();
    client.request("HEAD /live/demo.flv", "");

    assertThat(client.received()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void saysWhenToAskAgain() {
    assertThat(client.get("/live/demo.flv"))
        .startsWith("HTTP/1.1 404")
        .contains("retry-after: 2\r\n", "access-control-allow-origin: *\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/live/.flv",
        "/live/a%20b.flv",
        "/live/a/b.flv",
        "/live/demo.flv?wait=31",
        "/live/demo.flv?wait=-1",
        "/live/demo.flv?wait=soon",
        "/live/demo.flv?hevc=12",
        "/live/demo.flv?hevc="
      })
  void refusesBadNamesTimesAndForms(String target) {
    assertThat(client.get(target)).startsWith("HTTP/1.1 400").contains("allowed");
  }

  @Test
  void waitsForTheStream() {
    assertThat(client.get("/live/demo.flv?wait=30")).isEmpty();
    publish();

    assertThat(client.received()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void doesNotWaitForOneThatIsThere() {
    publish();

    assertThat(client.get("/live/demo.flv?wait=30")).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void waitsForTheTrackToo() {
    assertThat(client.get("/live/demo.flv?wait=30&video=1")).isEmpty();
    publish();
    client.pass(1_000);
    assertThat(client.received()).isEmpty();
    // A key frame of track 1, as Enhanced RTMP has it.
    ByteBuf picture = PooledByteBufAllocator.DEFAULT.directBuffer(64).writeZero(11);
    picture.readerIndex(11).writeBytes(HexBytes.bytes("96 01 'avc1' 01 000000 00000001 65"));
    publications.getFirst().offer(TagType.VIDEO, 0, picture);
    client.pass(100);

    assertThat(client.received()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void saysWhichTracksThereAreWhenItHasWaitedLongEnough() {
    publish();
    assertThat(client.get("/live/demo.flv?wait=5&video=1")).isEmpty();
    client.pass(5_100);

    assertThat(client.received())
        .startsWith("HTTP/1.1 404")
        .contains("Stream demo has video tracks [] and audio tracks [].");
  }

  @Test
  void upgradesAndAnswersPings() {
    publish();
    client.request("GET /live/demo.flv", UPGRADE);
    assertThat(client.received())
        .startsWith("HTTP/1.1 101")
        .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
        .endsWith("\r\n\r\n");
    client.send(PING);

    assertThat(client.received()).isEqualTo(PONG);
  }

  @Test
  void answersAPingThatCameWithTheUpgrade() {
    publish();
    client.send("GET /live/demo.flv HTTP/1.1\r\nHost: a\r\n" + UPGRADE + "\r\n" + PING);

    assertThat(client.received()).startsWith("HTTP/1.1 101").contains("\r\n\r\n" + PONG);
  }

  @Test
  void leavesPingsOfAClientThatDoesNotReadUnanswered() {
    publish();
    client.request("GET /live/demo.flv", UPGRADE);
    client.reads(false);
    for (int i = 0; i < 20_000; i++) {
      client.send(PING);
    }

    assertThat(client.unsent()).isLessThan(100_000);
  }

  @Test
  void closesAsAskedForByTheClient() {
    publish();
    client.request("GET /live/demo.flv", UPGRADE);
    assertThat(client.received()).isNotEmpty();
    client.send(CLOSE);

    assertThat(client.received()).isEqualTo(CLOSED);
    assertThat(client.isOpen()).isFalse();
    assertThat(hub.viewers()).isEmpty();
  }

  @Test
  void doesNotWaitLongForAClientThatClosesAndDoesNotRead() {
    publish();
    client.request("GET /live/demo.flv", UPGRADE);
    client.reads(false);
    client.send(CLOSE);
    client.pass(9_999);
    assertThat(client.isOpen()).isTrue();
    client.pass(1);

    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void doesNotWaitLongAtTheEndForAClientThatDoesNotRead() {
    publish();
    assertThat(client.get("/live/demo.flv")).isNotEmpty();
    client.reads(false);
    publications.getFirst().end();
    client.run();
    client.pass(9_999);
    assertThat(client.isOpen()).isTrue();
    client.pass(1);

    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void doesNotBeginForAClientThatClosesAtOnce() {
    publish();
    client.reads(false);
    client.send("GET /live/demo.flv HTTP/1.1\r\nHost: a\r\n" + UPGRADE + "\r\n" + CLOSE);

    assertThat(hub.viewers()).isEmpty();
  }
}
