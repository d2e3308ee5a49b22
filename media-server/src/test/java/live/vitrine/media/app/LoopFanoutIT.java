package live.vitrine.media.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.hub.ViewerProtocol;
import live.vitrine.media.testing.ChunkedBody;
import live.vitrine.media.testing.FlvChecker;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.NumberedStream;
import org.junit.jupiter.api.Test;

/** Fan-out past the pipeline, on real sockets and several event loops. */
class LoopFanoutIT {
  private static final int BIG_PICTURE = 60_000;

  private static LiveStream awaitLive(RunningServer server) {
    StreamId id = StreamId.of("show");
    await().until(() -> server.hub().find(id).isPresent());
    return server.hub().find(id).orElseThrow();
  }

  private static FlvViewer watch(RunningServer server) {
    return FlvViewer.watch(server.playback("/live/show.flv"));
  }

  private static List<Integer> numbers(FlvViewer viewer) {
    return NumberedStream.numbers(viewer.tags());
  }

  private static void assertNothingMissing(List<Integer> numbers) {
    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(numbers.getFirst(), numbers.getLast()).boxed().toList());
  }

  /** A viewer with hardly any buffer, which reads only when told. */
  private static Socket slowViewer(RunningServer server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.ports().http()));
    socket
        .getOutputStream()
        .write("GET /live/show.flv HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  @Test
  void movesAViewerThatPausedOnToTheNewestKeyFrame() throws IOException {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher =
            NumberedStream.publish(server.ports().rtmp(), "show", 0, BIG_PICTURE)) {
      awaitLive(server);
      await().until(() -> publisher.sent() > 0);
      try (FlvViewer good = watch(server);
          Socket slow = slowViewer(server)) {
        await().until(() -> server.hub().counters().viewersStarted().sum() == 2);
        int begin = publisher.sent();
        // At 3 MB a second this is more than the 4 MiB that a viewer may be behind.
        await().atMost(Duration.ofSeconds(20)).until(() -> publisher.sent() > begin + 150);

        FlvChecker checker = new FlvChecker();
        List<Integer> seen = readUntil(slow.getInputStream(), checker, begin + 160);

        int gap = gapIn(seen);
        assertThat(gap).as(seen.toString()).isPositive();
        assertThat(seen.get(gap) % 25).isZero();
        assertNothingMissing(seen.subList(0, gap));
        assertNothingMissing(seen.subList(gap, seen.size()));
        assertThat(server.hub().counters().viewersJumped().sum()).isOne();
        assertThat(server.hub().counters().tagsSkipped().sum())
            .isEqualTo(seen.get(gap) - seen.get(gap - 1) - 1);
        assertNothingMissing(numbers(good));
      }
      assertThat(publisher.isHungUpOn()).isFalse();
    }
  }

  private static List<Integer> readUntil(InputStream in, FlvChecker checker, int number)
      throws IOException {
    ChunkedBody body = ChunkedBody.of(in);
    List<Integer> seen = NumberedStream.numbers(checker.tags());
    while (seen.isEmpty() || seen.getLast() < number) {
      byte[] chunk = body.next();
      checker.feed(chunk, chunk.length);
      assertThat(checker.isAtTagEnd()).isTrue();
      seen = NumberedStream.numbers(checker.tags());
    }
    return seen;
  }

  /** Where the first number is that does not follow the one before; 0 for nowhere. */
  private static int gapIn(List<Integer> numbers) {
    return IntStream.range(1, numbers.size())
        .filter(i -> numbers.get(i) != numbers.get(i - 1) + 1)
        .findFirst()
        .orElse(0);
  }

  @Test
  void cutsOffAViewerThatTakesNothing() throws IOException {
    try (RunningServer server = RunningServer.openWithStall(Duration.ofSeconds(1));
        NumberedStream publisher =
            NumberedStream.publish(server.ports().rtmp(), "show", 0, BIG_PICTURE)) {
      LiveStream stream = awaitLive(server);
      await().until(() -> publisher.sent() > 0);
      try (FlvViewer good = watch(server);
          Socket slow = slowViewer(server)) {
        await().until(() -> server.hub().viewers().size() == 2);

        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> server.hub().counters().viewersStalled().sum() == 1);
        assertThat(slow.isConnected()).isTrue();
        await().until(() -> server.hub().viewers().size() == 1);
        await().until(() -> stream.viewers(ViewerProtocol.HTTP_FLV) == 1);
        int before = numbers(good).size();
        await().until(() -> numbers(good).size() > before + 25);
        assertNothingMissing(numbers(good));
      }
    }
  }

  @Test
  void servesViewersOnEveryEventLoop() {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      awaitLive(server);
      await().until(() -> publisher.sent() > 0);
      List<FlvViewer> viewers = new ArrayList<>();
      try {
        for (int i = 0; i < 8; i++) {
          viewers.add(watch(server));
        }
        await().until(() -> server.hub().viewers().size() == 8);
        assertThat(loopsOf(server))
            .hasSizeGreaterThanOrEqualTo(Math.min(2, Runtime.getRuntime().availableProcessors()));

        int begin = publisher.sent();
        for (FlvViewer viewer : viewers) {
          await().until(() -> !numbers(viewer).isEmpty() && numbers(viewer).getLast() > begin + 50);
          assertNothingMissing(numbers(viewer));
        }
      } finally {
        viewers.forEach(FlvViewer::close);
      }
      await().until(() -> server.hub().viewers().isEmpty());
    }
  }

  private static Set<EventLoop> loopsOf(RunningServer server) {
    return server.hub().viewers().stream()
        .map(viewer -> viewer.channel().eventLoop())
        .collect(Collectors.toSet());
  }

  @Test
  void takesOverFromAnyEventLoop() {
    try (RunningServer server = RunningServer.open();
        NumberedStream first = NumberedStream.publish(server.ports().rtmp(), "show")) {
      awaitLive(server);
      await().until(() -> first.sent() > 0);
      try (FlvViewer one = watch(server);
          FlvViewer two = watch(server)) {
        await().until(() -> numbers(one).size() > 10 && numbers(two).size() > 10);
        // One after the other, so that at least one of them is on another loop than the stream.
        for (int number = 10_000; number <= 40_000; number += 10_000) {
          takeOver(server, number, List.of(one, two));
        }
      }
      // It was told at once; one that does not listen is cut off some seconds later.
      await().until(first::isHungUpOn);
    }
  }

  private static void takeOver(RunningServer server, int number, List<FlvViewer> viewers) {
    NumberedStream young = NumberedStream.publish(server.ports().rtmp(), "show", number, 500);
    try {
      for (FlvViewer viewer : viewers) {
        await().until(() -> numbers(viewer).getLast() > number + 20);
        List<Integer> numbers = numbers(viewer);
        assertThat(numbers).contains(number);
        // From its first key frame on, without a picture of the old one in between.
        assertNothingMissing(numbers.subList(numbers.indexOf(number), numbers.size()));
      }
    } finally {
      // The next one takes over from a connection that is not closed in an orderly way.
      Thread.ofVirtual().start(young::abandon);
    }
  }

  @Test
  void kicksAViewerAndNoOther() {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      awaitLive(server);
      await().until(() -> publisher.sent() > 0);
      try (FlvViewer one = watch(server);
          FlvViewer two = watch(server)) {
        await().until(() -> server.hub().viewers().size() == 2);

        server.hub().viewers().stream().findFirst().ifPresent(Viewer::kick);

        await().until(() -> one.isBroken() != two.isBroken());
        FlvViewer left = one.isBroken() ? two : one;
        int before = numbers(left).size();
        await().until(() -> numbers(left).size() > before + 25);
        assertNothingMissing(numbers(left));
        assertThat(server.hub().viewers()).hasSize(1);
      }
    }
  }

  @Test
  void endsViewersProperlyWhenThePublisherIsKicked() {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      LiveStream stream = awaitLive(server);
      await().until(() -> publisher.sent() > 0);
      try (FlvViewer viewer = watch(server)) {
        await().until(() -> !numbers(viewer).isEmpty());
        PublisherConnection connection = Objects.requireNonNull(stream.publisher());
        connection.close(PublisherConnection.CloseReason.KICKED);

        await().until(viewer::isEnded);
        assertThat(publisher.socket().awaitCode("NetStream.")).contains("NetStream.Publish.Denied");
        assertNothingMissing(numbers(viewer));
      }
    }
  }
}
