package live.vitrine.media.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.vitrine.media.testing.Http2Socket;
import live.vitrine.media.testing.Seeds;
import live.vitrine.media.testing.SelfSignedCertificate;
import live.vitrine.media.testing.TrustAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files and ranges of them, in every way in which a connection can carry them. */
class FileResponseIT {
  private static final int SIZE = 700_001;
  private static final byte[] CONTENT = new byte[SIZE];
  private static final Instant MODIFIED = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final String MODIFIED_DATE = "Tue, 03 Feb 2026 04:05:06 GMT";

  @TempDir static Path folder;
  private static Path file;
  private static SslContext tls;

  private LoopbackPort port;
  private HttpClient client;

  enum Way {
    PLAIN,
    TLS,
    HTTP2
  }

  @BeforeAll
  static void write() throws IOException {
    Seeds.random(7).nextBytes(CONTENT);
    file = Files.write(folder.resolve("a.mp4"), CONTENT);
    Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    SelfSignedCertificate certificate = SelfSignedCertificate.in(folder);
    tls = HttpsContext.of(certificate.certificate(), certificate.key());
  }

  private static boolean answer(HttpExchange exchange) {
    exchange.respondFile(
        folder.resolve(exchange.path().substring(1)),
        new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, "video/mp4"));
    return true;
  }

  @BeforeEach
  void open() {
    open(Way.PLAIN);
  }

  private void reopen(Way way) {
    close();
    open(way);
  }

  private void open(Way way) {
    port =
        new LoopbackPort(
            HttpLimits.PLAYBACK, way == Way.PLAIN ? null : tls, FileResponseIT::answer);
    client =
        HttpClient.newBuilder()
            .version(way == Way.HTTP2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .sslContext(TrustAll.context())
            .build();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    port.close();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(port.address(path));
  }

  @ParameterizedTest
  @EnumSource
  void sendsAWholeFile(Way way) throws Exception {
    reopen(way);
    HttpResponse<byte[]> response = send(to("/a.mp4"));

    assertThat(response.version())
        .isEqualTo(way == Way.HTTP2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(CONTENT);
    assertThat(response.headers().firstValue("content-type")).hasValue("video/mp4");
    assertThat(response.headers().firstValue("accept-ranges")).hasValue("bytes");
    assertThat(response.headers().firstValue("last-modified")).hasValue(MODIFIED_DATE);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, bytes=0-0, 0, 1",
    "PLAIN, bytes=1000-, 1000, 699001",
    "PLAIN, bytes=-100, 699901, 100",
    "TLS, bytes=5-300004, 5, 300000",
    "TLS, bytes=-700001, 0, 700001",
    "HTTP2, bytes=5-300004, 5, 300000",
    "HTTP2, bytes=699999-999999, 699999, 2"
  })
  void sendsARange(Way way, String range, int first, int length) throws Exception {
    reopen(way);
    HttpResponse<byte[]> response = send(to("/a.mp4").header("Range", range));

    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.headers().firstValue("content-range"))
        .hasValue("bytes %d-%d/%d".formatted(first, first + length - 1, SIZE));
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, first + length));
  }

  @ParameterizedTest
  @CsvSource({
    "'bytes=0-1,5-6', 200",
    "lines=0-1, 200",
    "bytes=9-2, 200",
    "bytes=700001-, 416",
    "bytes=-0, 416",
  })
  void answersOtherRanges(String range, int status) throws Exception {
    HttpResponse<byte[]> response = send(to("/a.mp4").header("Range", range));

    assertThat(response.statusCode()).isEqualTo(status);
    if (status == 416) {
      assertThat(response.headers().firstValue("content-range")).hasValue("bytes */" + SIZE);
    }
  }

  @Test
  void asksBeforeItSends() throws Exception {
    reopen(Way.HTTP2);
    String tag = send(to("/a.mp4")).headers().firstValue("etag").orElseThrow();
    String[][] conditions = {
      {"If-None-Match", tag, "304"},
      {"If-None-Match", "W/" + tag, "304"},
      {"If-None-Match", "\"x\", " + tag, "304"},
      {"If-None-Match", "*", "304"},
      {"If-None-Match", "\"x\"", "206"},
      {"If-Modified-Since", MODIFIED_DATE, "304"},
      {"If-Modified-Since", "Tue, 03 Feb 2026 04:05:05 GMT", "206"},
      {"If-Modified-Since", "yesterday", "206"},
      {"If-Range", tag, "206"},
      {"If-Range", MODIFIED_DATE, "206"},
      {"If-Range", "W/" + tag, "200"},
      {"If-Range", "Tue, 03 Feb 2026 04:05:07 GMT", "200"},
    };
    for (String[] condition : conditions) {
      HttpResponse<byte[]> response =
          send(to("/a.mp4").header("Range", "bytes=0-9").header(condition[0], condition[1]));

      assertThat(response.statusCode())
          .as(String.join(": ", condition))
          .isEqualTo(Integer.parseInt(condition[2]));
      assertThat(response.headers().firstValue("etag")).hasValue(tag);
    }
  }

  @ParameterizedTest
  @EnumSource
  void measuresForHeadAndMissesWhatIsNotThere(Way way) throws Exception {
    reopen(way);
    HttpResponse<byte[]> head =
        send(to("/a.mp4").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-length")).hasValue(String.valueOf(SIZE));
    assertThat(head.body()).isEmpty();
    assertThat(send(to("/b.mp4")).statusCode()).isEqualTo(404);
    assertThat(send(to("/")).statusCode()).isEqualTo(404);
  }

  @Test
  void sendsManyFilesOverOneConnection() throws Exception {
    reopen(Way.HTTP2);
    assertThat(send(to("/b.mp4")).statusCode()).isEqualTo(404);
    List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(client.sendAsync(to("/a.mp4").build(), BodyHandlers.ofByteArray()));
    }

    for (CompletableFuture<HttpResponse<byte[]>> one : all) {
      assertThat(one.join().body()).isEqualTo(CONTENT);
    }
    assertThat(port.counters.connections()).isOne();
  }

  @Test
  void goesOnWithOthersWhileSomeStreamsAreNotRead() {
    reopen(Way.HTTP2);
    try (Http2Socket socket = Http2Socket.open(port.number())) {
      // The streams that exist keep no window at all; those that come later have one.
      settings(socket, 0);
      for (int stream = 1; stream < 2 * (OpenFiles.MOST - 1); stream += 2) {
        socket.request(stream, "/a.mp4");
      }
      settings(socket, 60_000);
      settings(socket, 0);
      socket.request(99, "/a.mp4");
      socket.frame(Http2Socket.WINDOW_UPDATE, 0, 0, 0x0F, 0, 0, 0);
      socket.frame(Http2Socket.WINDOW_UPDATE, 0, 99, 0x0F, 0, 0, 0);

      int received = 0;
      Http2Socket.Frame frame = socket.await(Http2Socket.DATA);
      while (frame.stream() != 99 || !frame.isEnd()) {
        received += frame.stream() == 99 ? frame.payload().length : 0;
        frame = socket.await(Http2Socket.DATA);
      }
      assertThat(received).isEqualTo(SIZE);
    }
    await().until(() -> port.counters.connections() == 0);
  }

  private static void settings(Http2Socket socket, int window) {
    socket.frame(
        Http2Socket.SETTINGS,
        0,
        0,
        0,
        4,
        0,
        window >> 16 & 0xFF,
        window >> 8 & 0xFF,
        window & 0xFF);
  }

  @Test
  void opensOnlySoManyFilesForOneConnection() {
    reopen(Way.HTTP2);
    try (Http2Socket socket = Http2Socket.open(port.number())) {
      settings(socket, 0);
      for (int i = 0; i < OpenFiles.MOST + 1; i++) {
        socket.request(2 * i + 1, "/a.mp4");
      }
      // Lets the last answer through.
      socket.frame(Http2Socket.WINDOW_UPDATE, 0, 2 * OpenFiles.MOST + 1, 0, 0, 0xFF, 0);
      await().until(() -> port.counters.responses().containsKey(503));
    }
    await().until(() -> port.counters.connections() == 0);
  }

  @Test
  void closesAStreamWhoseClientTakesNothing() throws Exception {
    reopen(Way.HTTP2);
    try (Http2Socket socket = Http2Socket.open(port.number())) {
      settings(socket, 0);
      socket.request(1, "/a.mp4");

      assertThat(socket.await(Http2Socket.RST_STREAM).stream()).isOne();
      assertThat(port.counters.refused(HttpCounters.Refusal.RESPONSE_STALLED)).isOne();
    }
  }

  @Test
  void letsGoOfAFileWhoseClientGoesAway() throws Exception {
    reopen(Way.TLS);
    HttpResponse<InputStream> response =
        client.send(to("/a.mp4").build(), BodyHandlers.ofInputStream());
    assertThat(response.body().readNBytes(10)).hasSize(10);
    client.shutdownNow();

    await().until(() -> port.counters.connections() == 0);
  }
}
