package live.vitrine.media.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static live.vitrine.media.testing.Http2Socket.CONTINUATION;
import static live.vitrine.media.testing.Http2Socket.DATA;
import static live.vitrine.media.testing.Http2Socket.END_HEADERS;
import static live.vitrine.media.testing.Http2Socket.END_STREAM;
import static live.vitrine.media.testing.Http2Socket.GOAWAY;
import static live.vitrine.media.testing.Http2Socket.HEADERS;
import static live.vitrine.media.testing.Http2Socket.PING;
import static live.vitrine.media.testing.Http2Socket.RST_STREAM;
import static live.vitrine.media.testing.Http2Socket.SETTINGS;
import static live.vitrine.media.testing.Http2Socket.frameBytes;
import static live.vitrine.media.testing.Http2Socket.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import live.vitrine.media.http.HttpCounters.Refusal;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.Http2Socket;
import live.vitrine.media.testing.Http2Viewer;
import live.vitrine.media.testing.NumberedStream;
import live.vitrine.media.testing.SelfSignedCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTPS with HTTP/2, good clients and hostile ones. After each test a viewer over HTTP/2 must have
 * every picture.
 */
class Http2IT {
  @TempDir static Path folder;
  private static SelfSignedCertificate certificate;

  private RunningServer server;
  private NumberedStream good;
  private Http2Viewer viewer;

  @BeforeAll
  static void makeCertificate() {
    certificate = SelfSignedCertificate.in(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server =
        RunningServer.openWith(
            Map.of(
                "VITRINE_HTTPS_PORT",
                "any",
                "VITRINE_TLS_CERTIFICATE",
                certificate.certificate().toString(),
                "VITRINE_TLS_KEY",
                certificate.key().toString()));
    good = NumberedStream.publish(server.ports().rtmp(), "good", 0, 4_000);
    await().until(() -> server.hub().find(StreamId.of("good")).isPresent());
    viewer = Http2Viewer.watch(secure("/live/good.flv"));
    await().until(() -> !NumberedStream.numbers(viewer.tags()).isEmpty());
  }

  @AfterEach
  void theViewerHasEverything() {
    try {
      int sent = good.sent();
      await().until(() -> NumberedStream.numbers(viewer.tags()).getLast() >= sent);
      List<Integer> numbers = NumberedStream.numbers(viewer.tags());
      assertThat(numbers)
          .isEqualTo(IntStream.rangeClosed(numbers.getFirst(), numbers.getLast()).boxed().toList());
      good.close();
      await().until(viewer::isEnded);
    } finally {
      viewer.close();
      good.close();
      server.close();
    }
  }

  private int port() {
    return server.ports().https().orElseThrow();
  }

  private URI secure(String path) {
    return URI.create("https://localhost:" + port() + path);
  }

  private long refused(Refusal reason) {
    return server.playbackCounters().refused(reason);
  }

  @ParameterizedTest
  @EnumSource
  void answersEveryRoute(HttpClient.Version version) throws Exception {
    try (HttpClient client = Http2Viewer.client()) {
      for (String path : List.of("/", "/streams.json", "/page/players/mpegts.js", "/none")) {
        HttpResponse<byte[]> response =
            client.send(
                HttpRequest.newBuilder(secure(path)).version(version).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> plain =
            client.send(
                HttpRequest.newBuilder(server.playback(path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(plain.statusCode());
        if (!path.equals("/streams.json")) {
          assertThat(response.body()).isEqualTo(plain.body());
        }
      }
      client.shutdownNow();
    }
  }

  @Test
  void sendsManyEndlessResponsesOverOneConnection() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(secure("/live/good.flv")).build();
    try (HttpClient client = Http2Viewer.client()) {
      List<InputStream> bodies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        bodies.add(client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
      }
      for (InputStream body : bodies) {
        assertThat(body.readNBytes(50_000)).startsWith('F', 'L', 'V', 1);
      }
      // Of the viewer and of these.
      assertThat(server.playbackCounters().http2Connections()).isEqualTo(2);
      client.shutdownNow();
    }
    await().until(() -> server.playbackCounters().http2Connections() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0\0\0"})
  void closesWhatIsNotTlsAtOnce(String bytes) throws IOException {
    long begin = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    } catch (SocketException _) {
      // Closed with bytes unread.
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    await().untilAsserted(() -> assertThat(refused(Refusal.NOT_TLS)).isOne());
  }

  @Test
  void givesTheHandshakeTenSeconds() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(12_000);
      socket.getOutputStream().write(new byte[] {0x16, 3, 1});

      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    await().untilAsserted(() -> assertThat(refused(Refusal.HEADER_TOO_SLOW)).isOne());
  }

  @Test
  void givesAHeaderTenSecondsWhateverDripsIn() {
    byte[] header = frameBytes(HEADERS, END_STREAM, 1, get("/streams.json"));
    try (Http2Socket socket = Http2Socket.open(port())) {
      socket.send(header);
      long begin = System.nanoTime();
      // Without END_HEADERS the frame is one of several, and the next never comes.
      socket.send(new byte[] {0, 0, 100, CONTINUATION});

      assertThat(socket.isClosedByServer()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
    }
    assertThat(refused(Refusal.HEADER_TOO_SLOW)).isOne();
  }

  @Test
  void closesWhoAsksForNothing() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      assertThat(socket.isClosedByServer()).isTrue();
    }
    assertThat(refused(Refusal.HEADER_TOO_SLOW)).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, SETTINGS, 2, 99})
  void closesAFloodOfControlFrames(int type) {
    byte[] payload = new byte[type == PING ? 8 : type == 2 ? 5 : 0];
    try (Http2Socket socket = Http2Socket.open(port())) {
      byte[] frame = frameBytes(type, 0, type == 2 ? 1 : 0, payload);
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      for (int i = 0; i < 2_000; i++) {
        flood.writeBytes(frame);
      }
      socket.send(flood.toByteArray());

      assertThat(socket.isClosedByServer()).isTrue();
    }
    await().untilAsserted(() -> assertThat(refused(Refusal.HTTP2_FLOOD)).isOne());
  }

  @Test
  void closesAFloodOfResets() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      for (int stream = 1; stream < 1_000; stream += 2) {
        socket.send(
            frameBytes(HEADERS, END_HEADERS | END_STREAM, stream, get("/live/no.flv?wait=9")));
        socket.frame(RST_STREAM, 0, stream, 0, 0, 0, 8);
      }

      assertThat(socket.isClosedByServer()).isTrue();
    }
    await().untilAsserted(() -> assertThat(refused(Refusal.HTTP2_FLOOD)).isOne());
  }

  @Test
  void refusesHeadersThatAreTooLarge() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(get("/streams.json"));
    for (int i = 0; i < 120; i++) {
      block.writeBytes(Http2Socket.field("x-" + i, "v".repeat(100)));
    }
    try (Http2Socket socket = Http2Socket.open(port())) {
      socket.send(frameBytes(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray()));

      assertThat(new String(socket.await(HEADERS).payload(), US_ASCII)).contains("431");
    }
  }

  @Test
  void closesAHeaderWithoutEnd() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      socket.send(frameBytes(HEADERS, END_STREAM, 1, get("/")));
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      for (int i = 0; i < 2_000; i++) {
        rest.writeBytes(
            frameBytes(CONTINUATION, 0, 1, Http2Socket.field("x-" + i, "v".repeat(100))));
      }
      socket.send(rest.toByteArray());

      assertThat(socket.isClosedByServer()).isTrue();
    }
  }

  @Test
  void refusesMoreStreamsThanItAllows() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      for (int i = 0; i < 101; i++) {
        socket.request(2 * i + 1, "/live/later.flv?wait=5");
      }

      Http2Socket.Frame reset = socket.await(RST_STREAM);
      assertThat(reset.stream()).isEqualTo(201);
      // REFUSED_STREAM: the client may ask again.
      assertThat(reset.error()).isEqualTo(7);
    }
  }

  @Test
  void refusesMalformedRequestsAndGoesOn() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      byte[][] blocks = {
        // No path; a relative one; one with a space; HTTP/1.1's own field; too long.
        {(byte) 0x82, (byte) 0x87},
        get("streams.json"),
        get("/a b"),
        join(get("/"), Http2Socket.field("connection", "close")),
        join(get("/"), Http2Socket.field("Upper", "x")),
      };
      int stream = 1;
      for (byte[] block : blocks) {
        socket.send(frameBytes(HEADERS, END_HEADERS | END_STREAM, stream, block));
        stream += 2;
      }
      socket.request(stream, "/streams.json");

      Http2Socket.Frame body = socket.await(DATA);
      while (body.stream() != stream) {
        body = socket.await(DATA);
      }
      assertThat(new String(body.payload(), US_ASCII)).contains("\"good\"");
    }
    // The codec resets the last two by itself.
    assertThat(refused(Refusal.MALFORMED)).isEqualTo(3);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  @Test
  void answersWhatIsNotLiveWithinASecond() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      long begin = System.nanoTime();
      socket.request(1, "/live/nobody.flv");

      assertThat(socket.await(HEADERS)).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void cutsAViewerOffWhoseWindowStaysShut() {
    try (Http2Socket socket = Http2Socket.open(port())) {
      socket.request(1, "/live/good.flv");

      // 64 KiB are taken, then nothing.
      Http2Socket.Frame reset = socket.await(RST_STREAM);
      assertThat(reset.stream()).isOne();
    }
    assertThat(server.hub().counters().viewersStalled().sum()).isOne();
  }

  @Test
  void closesAConnectionThatIsNotReadFrom() throws Exception {
    try (Http2Socket socket = Http2Socket.open(port())) {
      // Windows of a gigabyte: nothing but the socket holds anything back.
      socket.frame(SETTINGS, 0, 0, 0, 4, 0x3F, 0xFF, 0xFF, 0xFF);
      socket.frame(Http2Socket.WINDOW_UPDATE, 0, 0, 0x3F, 0, 0, 0);
      for (int i = 0; i < 90; i++) {
        socket.request(2 * i + 1, "/page/players/mpegts.js");
      }

      await().atMost(20, TimeUnit.SECONDS).until(() -> refused(Refusal.RESPONSE_STALLED) > 0);
      await().until(() -> server.playbackCounters().http2Connections() == 1);
    }
  }

  @Test
  void saysGoodbyeToWhatIsNotHttp2() {
    try (Http2Socket socket = Http2Socket.connect(port())) {
      socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));

      assertThat(socket.await(GOAWAY)).isNotNull();
      assertThat(socket.isClosedByServer()).isTrue();
    }
    await().untilAsserted(() -> assertThat(refused(Refusal.MALFORMED)).isOne());
  }
}
