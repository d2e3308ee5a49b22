package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.rtmp.session.CloseCause;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.NumberedStream;
import live.vitrine.media.testing.RawHttp;
import live.vitrine.media.testing.RtmpPeer;
import live.vitrine.media.testing.RtmpSocket;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile and broken clients against a server on which a good stream runs and is watched. After
 * each test the good viewer must have every picture.
 */
class BadInputIT {
  private static final int CONNECTIONS = 200;

  private RunningServer server;
  private NumberedStream good;
  private FlvViewer viewer;

  @BeforeEach
  void start() {
    server = RunningServer.open();
    good = NumberedStream.publish(server.ports().rtmp(), "good");
    await().until(() -> server.hub().find(StreamId.of("good")).isPresent());
    viewer = FlvViewer.watch(server.playback("/live/good.flv"));
    await().until(() -> !NumberedStream.numbers(viewer.tags()).isEmpty());
  }

  @AfterEach
  void nobodyElseHasNoticed() {
    try {
      int sent = good.sent();
      await().until(() -> NumberedStream.numbers(viewer.tags()).getLast() >= sent);
      List<Integer> numbers = NumberedStream.numbers(viewer.tags());
      assertThat(numbers)
          .isEqualTo(IntStream.rangeClosed(numbers.getFirst(), numbers.getLast()).boxed().toList());
      assertThat(good.isHungUpOn()).isFalse();
    } finally {
      viewer.close();
      good.close();
      server.close();
    }
  }

  private long closed(CloseCause cause) {
    return server.rtmpCounters().closed(cause);
  }

  private long closedInAll() {
    return Stream.of(CloseCause.values()).mapToLong(this::closed).sum();
  }

  private void assertClosedFor(CloseCause cause, RtmpSocket client) {
    assertThat(client.awaitEnd()).isNotNull();
    await().untilAsserted(() -> assertThat(closed(cause)).isOne());
    assertThat(closedInAll()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // HTTP, TLS, SSH, all zero, encrypted RTMP
        "'GET' 20 '/' 20 'HTTP/1.1' 0d0a 0d0a",
        "16 0301 0200 01 0001fc 0303",
        "'SSH-2.0-OpenSSH_9.2' 0d0a",
        "00 00 00 00",
        "06 00000000"
      })
  void closesOtherProtocolsAtOnce(String notation) {
    try (RtmpSocket client = RtmpSocket.open(server.ports().rtmp())) {
      long begin = System.nanoTime();
      client.send(HexBytes.bytes(notation));

      assertClosedFor(CloseCause.NOT_RTMP, client);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void survivesRandomBytes() {
    for (long seed = 1; seed <= 50; seed++) {
      sendNoise(Seeds.random(seed));
    }
    await().until(() -> server.rtmpCounters().connections() == 1);
    assertThat(closed(CloseCause.NOT_RTMP)).isGreaterThan(20);
    assertThat(closed(CloseCause.BAD_CHUNK)).isPositive();
    assertThat(closed(CloseCause.INTERNAL_ERROR)).isZero();
  }

  private void sendNoise(RandomGenerator random) {
    byte[] noise = new byte[random.nextInt(1, 20_000)];
    random.nextBytes(noise);
    if (random.nextBoolean()) {
      // Beyond the handshake, which takes any bytes.
      noise[0] = 3;
    }
    try (RtmpSocket client = RtmpSocket.open(server.ports().rtmp())) {
      client.trySend(noise);
      if (noise[0] != 3 || noise.length > 10_000) {
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  private void assertCloses(CloseCause cause, byte[] bytes) {
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp())) {
      client.trySend(bytes);
      assertClosedFor(cause, client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_CHUNK, 02 000000 000004 01 00000000 00000000",
    "BAD_CHUNK, 02 000000 000004 01 00000000 80000000",
    "BAD_CHUNK, 03 000000 ffffff 14 00000000 02",
    "BAD_CHUNK, 02 000000 000002 01 00000000 0000",
    "BAD_CHUNK, ff",
    "BAD_MESSAGE, 03 000000 000003 14 00000000 020001",
    "BAD_MESSAGE, 03 000000 000001 11 00000000 00",
    "BAD_MESSAGE, 02 000000 000001 04 00000000 00",
    "BAD_MESSAGE, 03 000000 000004 16 00000000 08ffffff",
  })
  void closesAtTheFirstViolation(CloseCause cause, String notation) {
    assertCloses(cause, HexBytes.bytes(notation));
  }

  @Test
  void takesTheLargestChunkSizeWithoutTakingMemory() {
    long before = directMemory();
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp())) {
      client.send(HexBytes.bytes("02 000000 000004 01 00000000 7fffffff"));
      client.send(client.peer().connect("live"));

      assertThat(client.awaitCode("NetConnection.")).contains("NetConnection.Connect.Success");
      assertThat(directMemory() - before).isLessThan(8L << 20);
    }
  }

  @Test
  void takesNoMoreThanItsBoundForMessagesThatNeverCome() {
    // Each chunk stream promises as much as a stranger may, and sends one byte of it.
    StringBuilder promises = new StringBuilder();
    for (int id = 3; id < 64; id++) {
      promises.append("%02x 000000 004000 14 00000000 02 ".formatted(id));
      // The rest of the first chunk of 128 bytes.
      promises.append("00".repeat(127)).append(' ');
    }
    assertCloses(CloseCause.BAD_CHUNK, HexBytes.bytes(promises.toString()));
  }

  @Test
  void boundsWhatAPublisherPromisesToo() {
    long before = directMemory();
    try (RtmpSocket client = RtmpSocket.publisher(server.ports().rtmp(), "greedy")) {
      StringBuilder promises = new StringBuilder();
      for (int id = 10; id < 60; id++) {
        promises.append("%02x 000000 400000 09 01000000 ".formatted(id));
        promises.append("17".repeat(128)).append(' ');
      }
      client.trySend(HexBytes.bytes(promises.toString()));

      assertClosedFor(CloseCause.BAD_CHUNK, client);
    }
    assertThat(directMemory() - before).isLessThan(24L << 20);
    await().until(() -> server.hub().find(StreamId.of("greedy")).isEmpty());
  }

  @Test
  void closesDeeplyNestedValues() {
    // connect, 1, and objects within objects
    assertCloses(
        CloseCause.BAD_MESSAGE,
        command("02 0007 'connect' 00 3ff0000000000000 " + "03 0001 'a' ".repeat(3_000)));
  }

  @Test
  void closesArraysThatPromiseMillions() {
    assertCloses(
        CloseCause.BAD_MESSAGE,
        command("02 0007 'connect' 00 3ff0000000000000 0a 7fffffff 05 05 05"));
  }

  @Test
  void closesCommandsOfManyMembers() {
    assertCloses(
        CloseCause.BAD_MESSAGE,
        command("02 0007 'connect' 00 3ff0000000000000 " + "05 ".repeat(5_000)));
  }

  /** A command message in one chunk of its own size. */
  private static byte[] command(String values) {
    byte[] payload = HexBytes.bytes(values);
    return HexBytes.bytes(
        "02 000000 000004 01 00000000 00010000 03 000000 %06x 14 00000000 %s"
            .formatted(payload.length, HexFormat.of().formatHex(payload)));
  }

  @Test
  void ignoresMessagesOfUnknownTypes() {
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp())) {
      for (int type : new int[] {0, 7, 10, 16, 19, 23, 99, 255}) {
        client.send(HexBytes.bytes("03 000000 000003 %02x 00000000 010203".formatted(type)));
      }
      client.send(client.peer().connect("live"));

      assertThat(client.awaitCode("NetConnection.")).contains("NetConnection.Connect.Success");
    }
  }

  @Test
  void closesWhoPublishesBeforeConnecting() {
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp())) {
      client.send(client.peer().call(1, "publish", 2, "show"));
      assertClosedFor(CloseCause.COMMAND_BEFORE_CONNECT, client);
    }
  }

  static Stream<String> hostileNames() {
    return Stream.of(
        "../good",
        "good/../../etc/passwd",
        "a/b",
        "a\\b",
        "good\0",
        "good\r\nlog line",
        "\u001b[31mred",
        "good.flv",
        " good",
        "",
        "🙂",
        "x".repeat(65),
        "x".repeat(10_000));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void refusesNamesThatAreNone(String name) {
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp())) {
      client.send(client.peer().connect("live"));
      client.send(client.peer().call(0, "createStream", 2));
      client.send(client.peer().call(1, "publish", 3, name));

      assertThat(RtmpPeer.codes(client.awaitEnd())).endsWith("NetStream.Publish.BadName");
      assertThat(closed(CloseCause.PUBLISH_REFUSED)).isOne();
      assertThat(server.hub().streams()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // jumps by an hour and back; runs back; wraps at 32 bits; all the same; as high as can be
        "0 40 3600000 3600040 3600080 80 120 160",
        "5000 4960 4920 4880 4840 4800 100 60 20 0",
        "4294967215 4294967255 4294967295 39 79 119",
        "7 7 7 7 7 7",
        "4294967295 4294967295 2147483648 2147483647 0"
      })
  void keepsViewersTimesInOrderWhateverThePublishers(String times) {
    try (RtmpSocket client = RtmpSocket.publisher(server.ports().rtmp(), "jumpy")) {
      client.send(client.peer().video(0, HexBytes.bytes("17 00000000 014d401f ffe10000")));
      List<Long> all = Stream.of(times.split(" ", -1)).map(Long::parseLong).toList();
      client.send(picture(client, all.getFirst()));
      try (FlvViewer watching = FlvViewer.watch(server.playback("/live/jumpy.flv"))) {
        await().until(() -> NumberedStream.numbers(watching.tags()).size() == 1);
        all.subList(1, all.size()).forEach(time -> client.send(picture(client, time)));

        // The checker fails when a time runs back.
        await().until(() -> NumberedStream.numbers(watching.tags()).size() == all.size());
        List<Long> seen = watching.tags().stream().map(tag -> tag.time()).toList();
        assertThat(seen.getLast() - seen.getFirst()).isLessThan(60_000);
      }
    }
  }

  private static byte[] picture(RtmpSocket client, long time) {
    return client.peer().video(time, HexBytes.bytes("17 01000000 00000001 65"));
  }

  @Test
  void closesWhoAsksAndNeverReads() {
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp())) {
      client.send(client.peer().connect("live"));
      byte[] question = client.peer().call(0, "getStreamLength", 9, "good");
      byte[] many = new byte[question.length * 1_000];
      for (int i = 0; i < 1_000; i++) {
        System.arraycopy(question, 0, many, i * question.length, question.length);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            client.trySend(many);
            return closed(CloseCause.DOES_NOT_READ) == 1;
          });
    }
  }

  @Test
  void closesHalfClosedConnections() throws IOException {
    try (RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp());
        RtmpSocket publisher = RtmpSocket.publisher(server.ports().rtmp(), "half")) {
      client.socket().shutdownOutput();
      publisher.socket().shutdownOutput();

      assertThat(client.awaitEnd()).isEmpty();
      assertThat(publisher.awaitEnd()).isEmpty();
      await().until(() -> server.hub().find(StreamId.of("half")).isEmpty());
      await().until(() -> server.rtmpCounters().connections() == 1);
    }
  }

  @Test
  void givesBackEverythingAfterAThousandConnections() throws IOException {
    churn(100);
    int files = openFiles();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();

    churn(1_000);

    await().until(() -> server.rtmpCounters().connections() == 1);
    await().until(() -> server.playbackCounters().connections() == 1);
    await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(files));
    assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
        .isLessThanOrEqualTo(threads + 1);
  }

  /** Every way to come and go: silent, in mid-handshake, after it, publishing, watching. */
  private void churn(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      switch (i % 5) {
        case 0 -> RtmpSocket.open(server.ports().rtmp()).close();
        case 1 -> {
          try (RtmpSocket client = RtmpSocket.open(server.ports().rtmp())) {
            client.send(Arrays.copyOf(client.peer().opening(), 700));
          }
        }
        case 2 -> RtmpSocket.shaken(server.ports().rtmp()).close();
        case 3 -> RtmpSocket.publisher(server.ports().rtmp(), "churn").close();
        default -> {
          try (RawHttp client = RawHttp.open(server.ports().http())) {
            client.send("GET /live/good.flv HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.statusLine()).contains("200");
          }
        }
      }
    }
  }

  private static int openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.count();
    }
  }

  /** What a stranger may hold: four messages of 16 KiB half read, a handshake, unread answers. */
  @Test
  void boundsTheMemoryOfAStrangersConnection() {
    byte[] halfRead = new byte[0];
    for (int id = 3; id < 7; id++) {
      byte[] part =
          HexBytes.bytes("%02x 000000 003fc0 14 00000000 %s".formatted(id, "02".repeat(128)));
      halfRead = join(halfRead, part);
    }
    long before = directMemory();
    List<RtmpSocket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        RtmpSocket client = RtmpSocket.shaken(server.ports().rtmp());
        clients.add(client);
        client.send(halfRead);
        client.send(client.peer().encode(new UserControl.PingRequest(i)));
        client.awaitMessage(UserControl.PingResponse.class);
      }
      long each = (directMemory() - before) / CONNECTIONS;
      System.out.printf("direct memory of a stranger's connection: %d bytes%n", each);
      assertThat(each).isLessThan(96 * 1024);
      assertThat(closedInAll()).isZero();
    } finally {
      clients.forEach(RtmpSocket::close);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Direct memory in use by buffers, as the pool knows it. */
  private static long directMemory() {
    return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
  }

  // HTTP

  private void assertRefused(HttpCounters.Refusal reason, int status, String request) {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      client.trySend(request);

      assertThat(client.statusLine()).startsWith("HTTP/1.1 " + status);
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(server.playbackCounters().refused(reason)).isOne();
  }

  @Test
  void refusesLongTargetsAndHeaders() {
    assertRefused(
        HttpCounters.Refusal.REQUEST_LINE_TOO_LONG,
        414,
        "GET /live/%s.flv HTTP/1.1\r\nHost: x\r\n\r\n".formatted("x".repeat(5_000)));
    assertRefused(
        HttpCounters.Refusal.HEADER_TOO_LARGE,
        431,
        "GET /live/good.flv HTTP/1.1\r\nHost: x\r\nX: %s\r\n\r\n".formatted("x".repeat(17_000)));
  }

  @Test
  void refusesHeadersOfManyFields() {
    String fields = String.join("", Collections.nCopies(6_000, "A: b\r\n"));
    assertRefused(
        HttpCounters.Refusal.HEADER_TOO_LARGE,
        431,
        "GET /live/good.flv HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
  }

  @Test
  void refusesBodies() {
    assertRefused(
        HttpCounters.Refusal.BODY_TOO_LARGE,
        413,
        "GET /live/good.flv HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
  }

  @Test
  void takesNoBodyOfARefusedMethodForARequest() {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      String body = "GET /live/smuggled.flv HTTP/1.1\r\nHost: x\r\n\r\n";
      client.send(
          "POST /live/good.flv HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(body.length(), body));

      assertThat(client.readAll()).startsWith("HTTP/1.1 405 ").doesNotContain("smuggled");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Content-Length: 0, 5\r\n",
        "Content-Length: +0\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding\n : chunked\r\n",
        "Content-Length : 0\r\n",
        " Content-Length: 0\r\n",
        "X: a\rb\r\n",
        "X: a\nY: b\r\n",
        "X: a\0b\r\n",
        "X\u0001: b\r\n",
        "no colon\r\n",
      })
  void neverTakesABodyForARequest(String fields) {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      client.trySend(
          "GET /live/none.flv HTTP/1.1\r\nHost: x\r\n"
              + fields
              + "\r\n0\r\n\r\nGET /live/smuggled.flv HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.readAll()).doesNotContain("smuggled").startsWith("HTTP/1.1 4");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/live/../good.flv",
        "/live/%2e%2e/good.flv",
        "/live//good.flv",
        "/live/good%00.flv",
        "/live/good%0d%0aX:y.flv",
        "/live/%67ood.flv",
        "/live/good.flv/",
        "/live/good.flv;x",
        "//live/good.flv",
        "/live/.flv",
        "/live/a\\b.flv",
        "/etc/passwd",
        "*",
        "/live/good.flv?wait=x",
        "/live/none.flv?wait=99999999999",
        "/live/none.flv?wait=%",
        "/live/none.flv?%%%&&&===",
      })
  void findsNothingByTricks(String target) {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 4").doesNotContain("FLV\u0001");
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersNonsenseWithAnError(Nonsense nonsense) {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      client.trySend(nonsense.bytes);

      assertThat(client.readAll()).matches("(?s)HTTP/1.1 (4..|505) .*");
    }
  }

  /** Requests that are none. */
  enum Nonsense {
    NO_VERSION("GET /\r\n\r\n"),
    NO_TARGET("GET\r\n\r\n"),
    WRONG_VERSION("GET / HTTP/9.9\r\nHost: x\r\n\r\n"),
    WORDS("hello, world\r\n\r\n"),
    CONTROL("G\u0001T / HTTP/1.1\r\nHost: x\r\n\r\n"),
    HANDSHAKE("\u0003" + "\0".repeat(1_536) + "\r\n\r\n"),
    TLS("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n");

    private final String bytes;

    Nonsense(String bytes) {
      this.bytes = bytes;
    }
  }

  @Test
  void boundsPipelinedRequests() {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      String request = "GET /live/none.flv?wait=30 HTTP/1.1\r\nHost: x\r\n\r\n";
      client.trySend(request.repeat(100));

      assertThat(client.isClosedByServer()).isTrue();
      assertThat(server.playbackCounters().refused(HttpCounters.Refusal.TOO_MANY_PIPELINED))
          .isOne();
    }
  }

  @Test
  void doesNotListenToViewersWhoTalk() {
    try (RawHttp client = RawHttp.open(server.ports().http())) {
      client.send("GET /live/good.flv HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.statusLine()).contains("200");
      client.trySend("GET /live/none.flv HTTP/1.1\r\n\r\n".repeat(10_000));
      // That of the viewer of every test, and this one.
      await().until(() -> server.hub().viewers().size() == 2);
    }
    await().until(() -> server.hub().viewers().size() == 1);
  }
}
