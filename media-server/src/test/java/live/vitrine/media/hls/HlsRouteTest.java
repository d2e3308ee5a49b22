package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HlsRouteTest {
  private static final String PLAYLIST = "/live/demo.m3u8";

  @TempDir Path folder;
  private HlsStage stage;
  private Hub hub;
  private EmbeddedChannel client;

  @BeforeEach
  void start() {
    stage = new HlsStage(folder, HlsSettings.defaults());
    hub = stage.hub();
    client = connect();
  }

  @AfterEach
  void stop() {
    client.finishAndReleaseAll();
    stage.close();
    hub.release();
  }

  private EmbeddedChannel connect() {
    return new EmbeddedChannel(
        new HttpServerInitializer(
            HttpLimits.PLAYBACK,
            "/i-1",
            List.of(new CrossOrigin(), new HlsRoute(stage.shows, hub)),
            new HttpCounters()));
  }

  private void play() {
    stage.configureVideo();
    stage.pictures(0, 8001, 2000);
  }

  private String segmentPath(int sequence) {
    return "/live/demo/%s-%d.ts".formatted(HlsStage.SHOW, sequence);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAYLIST, "/i-1" + PLAYLIST, PLAYLIST + "?token=1"})
  void servesThePlaylist(String target) {
    play();

    assertThat(get(target))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: application/vnd.apple.mpegurl\r\n")
        .contains("cache-control: no-cache\r\n")
        .contains("access-control-allow-origin: *\r\n")
        .endsWith("\r\n\r\n" + stage.playlist());
  }

  @Test
  void servesSegmentsThatMayBeKeptForEver() {
    play();
    byte[] segment = stage.segments().get(1);

    assertThat(get(segmentPath(1)))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: video/mp2t\r\n")
        .contains("cache-control: public, max-age=31536000, immutable\r\n")
        .contains("access-control-allow-origin: *\r\n")
        .contains("accept-ranges: bytes\r\n")
        .contains("content-length: " + segment.length + "\r\n")
        .endsWith("\r\n\r\n" + text(segment));
  }

  @Test
  void findsEverySegmentThatThePlaylistNames() {
    play();

    stage
        .playlist()
        .lines()
        .filter(line -> line.endsWith(".ts"))
        .forEach(uri -> assertThat(get("/live/" + uri)).startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=188-375, 188, 188",
    "bytes=100-, 100, -1",
    "bytes=-200, -200, 200",
    "bytes=5-999999999, 5, -1",
  })
  void servesParts(String range, int from, int length) {
    play();
    byte[] segment = stage.segments().getFirst();
    int first = from < 0 ? segment.length + from : from;
    int end = length < 0 ? segment.length : first + length;

    assertThat(request("GET", segmentPath(0), "Range: " + range))
        .startsWith("HTTP/1.1 206 Partial Content\r\n")
        .contains("content-range: bytes %d-%d/%d\r\n".formatted(first, end - 1, segment.length))
        .contains("content-length: %d\r\n".formatted(end - first))
        .endsWith("\r\n\r\n" + text(Arrays.copyOfRange(segment, first, end)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=5-4", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=x", "bytes=1-2x"})
  void ignoresRangesThatMeanNothing(String range) {
    play();

    assertThat(request("GET", segmentPath(0), "Range: " + range)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=999999999-", "bytes=-0", "bytes=99999999-99999999999999999"})
  void refusesRangesBehindTheEnd(String range) {
    play();

    assertThat(request("GET", segmentPath(0), "Range: " + range))
        .startsWith("HTTP/1.1 416 ")
        .contains("content-range: bytes */" + stage.segments().getFirst().length);
  }

  @Test
  void answersHeadWithTheLengthAlone() {
    play();

    assertThat(request("HEAD", segmentPath(0)))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-length: " + stage.segments().getFirst().length)
        .endsWith("\r\n\r\n");
    assertThat(request("HEAD", PLAYLIST)).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /live/other.m3u8, 404",
    "GET, /live/demo/SHOW-99.ts, 404",
    "GET, /live/demo/0-0.ts, 404",
    "GET, /live/other/SHOW-0.ts, 404",
    "GET, /live/demo/SHOW-0.mp4, 404",
    "GET, /live/demo/SHOW--1.ts, 404",
    "GET, /live/demo/SHOW-0000000000000000001.ts, 404",
    "GET, /live/%2e%2e.m3u8, 400",
    "GET, /live/.m3u8, 400",
    "GET, /live/a%00/SHOW-0.ts, 400",
    "GET, /live/../live/demo.m3u8, 404",
    "POST, /live/demo.m3u8, 405",
    "PUT, /live/demo/SHOW-0.ts, 405",
    "OPTIONS, /live/demo.m3u8, 204",
  })
  void answersOtherRequestsAsTheyDeserve(String method, String target, int status) {
    play();

    assertThat(request(method, target.replace("SHOW", HlsStage.SHOW)))
        .startsWith("HTTP/1.1 %d ".formatted(status));
  }

  @Test
  void holdsTheRequestUntilTheFirstSegmentIsComplete() {
    stage.configureVideo();
    stage.pictures(0, 1000, 2000);
    assertThat(get(PLAYLIST)).isEmpty();

    stage.pictures(2000, 2001, 2000);

    assertThat(answer()).startsWith("HTTP/1.1 200 OK").endsWith(stage.playlist());
  }

  @Test
  void holdsTheRequestForTenSecondsAtMost() {
    stage.configureVideo();
    assertThat(get(PLAYLIST)).isEmpty();

    client.advanceTimeBy(9, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();
    assertThat(answer()).isEmpty();
    client.advanceTimeBy(2, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();

    assertThat(answer()).startsWith("HTTP/1.1 503 ").contains("retry-after: 2\r\n");
  }

  @Test
  void answersHeldRequestsWhenTheStreamEndsWithoutASegment() {
    assertThat(get(PLAYLIST)).isEmpty();

    stage.stream.onEnd();

    assertThat(answer()).startsWith("HTTP/1.1 404 ").contains("retry-after: 2\r\n");
    assertThat(get(PLAYLIST)).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void waitsForAStreamThatIsNotLiveYet() {
    assertThat(get("/live/later.m3u8?wait=10")).isEmpty();

    Publication later =
        hub.publish(StreamId.of("later"), new SilentPublisher(), stage.channel.eventLoop());
    client.runPendingTasks();
    assertThat(answer()).isEmpty();

    later.end();
    assertThat(answer()).startsWith("HTTP/1.1 404 ").contains("Stream later is over.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"31", "-1", "x", ""})
  void refusesToWaitLongerThanItMay(String wait) {
    assertThat(get("/live/later.m3u8?wait=" + wait))
        .startsWith("HTTP/1.1 400 ")
        .contains("0 to 30");
  }

  private static final class SilentPublisher implements PublisherConnection {
    @Override
    public String remoteAddress() {
      return "";
    }

    @Override
    public String agent() {
      return "";
    }

    @Override
    public void close(CloseReason reason) {}
  }

  @Test
  void saysAtOnceThatTheCodecIsNotAvailable() {
    hevc(0);
    assertThat(get(PLAYLIST)).isEmpty();

    hevc(1000);

    String reason = "This stream's codec hvc1 is not available over HLS yet.";
    assertThat(answer()).startsWith("HTTP/1.1 404 ").contains(reason);
    assertThat(get(PLAYLIST)).startsWith("HTTP/1.1 404 ").contains(reason);
  }

  @Test
  void waitsAgainWhenAPublisherWithAnotherCodecTakesOver() {
    hevc(0);
    hevc(1000);
    stage.stream.onTakeover();
    assertThat(get(PLAYLIST)).isEmpty();

    stage.configureVideo();
    stage.pictures(2000, 4001, 2000);

    assertThat(answer()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void servesTheSoundBesideACodecThatIsNotAvailable() {
    stage.configureAudio();
    for (long time = 0; time < 5000; time += 20) {
      hevc(time);
      stage.audio(time);
    }

    assertThat(get(PLAYLIST)).startsWith("HTTP/1.1 200 ");
  }

  private void hevc(long timestamp) {
    stage.tag(TestTags.tag(TagType.VIDEO, timestamp, TestTags.hex("91 68766331 000000 00")));
  }

  @Test
  void forgetsHeldRequestsOfClientsThatLeft() {
    for (int i = 0; i < 100; i++) {
      EmbeddedChannel impatient = connect();
      client = impatient;
      assertThat(get(PLAYLIST)).isEmpty();
      impatient.finishAndReleaseAll();
      stage.advance(0);
    }

    assertThat(stage.show().waiting()).isZero();
    client = connect();
  }

  @Test
  void servesTheEndOfAShowForAMinute() {
    play();
    stage.stream.onEnd();
    stage.advance(59_000);
    assertThat(get(PLAYLIST)).startsWith("HTTP/1.1 200").endsWith("#EXT-X-ENDLIST\n");
    assertThat(get(segmentPath(0))).startsWith("HTTP/1.1 200");

    stage.advance(2000);

    assertThat(get(PLAYLIST)).startsWith("HTTP/1.1 404").contains("retry-after: 2");
    assertThat(get(segmentPath(0))).startsWith("HTTP/1.1 404");
  }

  @Test
  void sendsASegmentToItsEndAfterItLeftTheWindow() throws IOException {
    play();
    byte[] segment = stage.segments().getFirst();
    client.writeInbound(
        Unpooled.copiedBuffer(head("GET", segmentPath(0)), StandardCharsets.US_ASCII));
    // The client has taken nothing yet, while the show ends and is forgotten.
    stage.stream.onEnd();
    stage.advance(61_000);
    assertThat(stage.store.openFiles()).isOne();

    assertThat(answer()).endsWith(text(segment));

    assertThat(stage.store.openFiles()).isZero();
  }

  @Test
  void countsWhoeverFetchesSegmentsAsAudience() {
    play();
    assertThat(get(segmentPath(3))).startsWith("HTTP/1.1 200");
    assertThat(get(segmentPath(3))).startsWith("HTTP/1.1 200");
    assertThat(get(segmentPath(2))).startsWith("HTTP/1.1 200");
    stage.pictures(10_000, 10_001, 2000);
    assertThat(stage.audience).isEqualTo(2);

    stage.pictures(12_000, 20_001, 2000);
    assertThat(stage.audience).isZero();
  }

  @Test
  void endsTheAudienceWithTheShow() {
    play();
    assertThat(get(segmentPath(3))).startsWith("HTTP/1.1 200");
    stage.pictures(10_000, 10_001, 2000);
    assertThat(stage.audience).isOne();

    stage.stream.onEnd();

    assertThat(stage.audience).isZero();
  }

  @Test
  void answersAtOnceWhenToldNotToWait() {
    stage.close();
    HlsSettings usual = HlsSettings.defaults();
    stage =
        new HlsStage(
            folder,
            new HlsSettings(
                usual.segmentDuration(),
                usual.maxSegmentDuration(),
                usual.maxSegmentBytes(),
                usual.listedSegments(),
                usual.maxKeptBytes(),
                Duration.ZERO,
                usual.linger()));
    client.finishAndReleaseAll();
    client = connect();
    String immediate = get(PLAYLIST);
    client.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    client.runScheduledPendingTasks();

    assertThat(immediate + answer()).startsWith("HTTP/1.1 503");
  }

  private String get(String target) {
    return request("GET", target);
  }

  private String request(String method, String target, String... headers) {
    client.writeInbound(
        Unpooled.copiedBuffer(head(method, target, headers), StandardCharsets.US_ASCII));
    return answer();
  }

  private static String head(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: test\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** What the client has got by now, one character for each byte. */
  private String answer() {
    stage.channel.runPendingTasks();
    client.runPendingTasks();
    StringBuilder out = new StringBuilder();
    for (Object part = client.readOutbound(); part != null; part = client.readOutbound()) {
      try {
        out.append(
            switch (part) {
              case ByteBuf buffer -> buffer.toString(StandardCharsets.ISO_8859_1);
              case FileRegion region -> text(bytes(region));
              default -> throw new AssertionError(part);
            });
      } finally {
        ReferenceCountUtil.release(part);
      }
    }
    return out.toString();
  }

  private static byte[] bytes(FileRegion region) {
    var out = new ByteArrayOutputStream();
    try {
      while (region.transferred() < region.count()) {
        assertThat(region.transferTo(Channels.newChannel(out), region.transferred())).isPositive();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
