package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.NumberedStream;
import live.vitrine.media.testing.RtmpSocket;
import org.junit.jupiter.api.Test;

class DrainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String DRAIN = "/api/v1/drain";

  private static void awaitLive(RunningServer server, String id) {
    await().atMost(PATIENCE).until(() -> server.hub().find(StreamId.of(id)).isPresent());
  }

  @Test
  void letsNobodyNewInAndStopsWhenEverybodyHasLeft() throws Exception {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      awaitLive(server, "show");
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        await().atMost(PATIENCE).until(() -> viewer.tags().size() > 10);

        assertThat(server.post(DRAIN, "{\"seconds\":600}").body())
            .contains("\"state\":\"draining\"", "\"secondsLeft\":600", "\"streams\":1");

        assertThat(server.get(server.admin("/readyz")).statusCode()).isEqualTo(503);
        assertThat(server.get(server.admin("/readyz")).body()).startsWith("draining");
        assertThat(server.get(server.admin("/healthz")).statusCode()).isEqualTo(200);
        try (RtmpSocket other = RtmpSocket.shaken(server.ports().rtmp())) {
          other.send(other.peer().connect("live"));
          other.send(other.peer().call(0, "createStream", 2));
          other.send(other.peer().call(1, "publish", 3, "other", "live"));
          assertThat(other.awaitStatus("NetStream.Publish.BadName", "description"))
              .contains("about to stop");
        }
        int before = viewer.tags().size();
        await().atMost(PATIENCE).until(() -> viewer.tags().size() > before + 50);
        assertThat(publisher.isHungUpOn()).isFalse();

        publisher.end();
        assertThat(server.isStoppedWithin(Duration.ofSeconds(5))).isTrue();
        assertThat(viewer.isEnded()).isTrue();
        assertThat(NumberedStream.numbers(viewer.tags()).getLast()).isEqualTo(publisher.sent() - 1);
      }
    }
  }

  @Test
  void closesPublishersAfterAWholeGroupOfPicturesWhenTheTimeIsOver() throws Exception {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      awaitLive(server, "show");
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        await().atMost(PATIENCE).until(() -> viewer.tags().size() > 10);
        assertThat(server.post(DRAIN, "{\"seconds\":1}").statusCode()).isEqualTo(200);

        assertThat(server.isStoppedWithin(Duration.ofSeconds(8))).isTrue();

        assertThat(viewer.isEnded()).isTrue();
        List<Integer> numbers = NumberedStream.numbers(viewer.tags());
        // Key frames are every 25 pictures.
        assertThat(numbers.getLast() % 25).isEqualTo(24);
        await().atMost(PATIENCE).until(publisher::isHungUpOn);
      }
    }
  }

  @Test
  void canBeCancelled() throws Exception {
    try (RunningServer server = RunningServer.open()) {
      try (NumberedStream first = NumberedStream.publish(server.ports().rtmp(), "show")) {
        awaitLive(server, "show");
        assertThat(server.post(DRAIN, "").body()).contains("\"secondsLeft\":300");
        assertThat(server.delete(DRAIN)).isEqualTo(200);
        assertThat(server.get(server.admin("/readyz")).statusCode()).isEqualTo(200);
        assertThat(server.get(server.admin(DRAIN)).body()).contains("\"state\":\"none\"");
        try (NumberedStream second = NumberedStream.publish(server.ports().rtmp(), "more")) {
          awaitLive(server, "more");
          assertThat(second.isHungUpOn()).isFalse();
        }
        assertThat(first.isHungUpOn()).isFalse();
      }
      assertThat(server.isStoppedWithin(Duration.ofSeconds(1))).isFalse();
    }
  }

  @Test
  void viewersStayWhereTheyAreWhileThePublisherMovesToAnotherServer() throws Exception {
    try (RunningServer old = RunningServer.open();
        RunningServer young = RunningServer.open();
        NumberedStream publisher =
            NumberedStream.publishReconnecting(old.ports().rtmp(), "show", 0);
        NumberedStream other = NumberedStream.publish(old.ports().rtmp(), "other")) {
      awaitLive(old, "show");
      awaitLive(old, "other");
      try (FlvViewer viewer = FlvViewer.watch(old.playback("/live/show.flv"))) {
        await().atMost(PATIENCE).until(() -> viewer.tags().size() > 10);
        assertThat(
                old.put(
                        "/api/v1/relay/show",
                        "{\"url\":\"" + young.playback("/live/show.flv") + "\"}")
                    .body())
            .contains("\"streamId\":\"show\"");
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(old.get(old.admin("/api/v1/relay/show")).body())
                    .contains("standing-by"));
        assertThat(
                old.post(DRAIN, "{\"seconds\":600,\"reconnectUrl\":\"" + young.rtmpUrl() + "\"}")
                    .statusCode())
            .isEqualTo(200);

        String next =
            publisher.socket().awaitStatus("NetConnection.Connect.ReconnectRequest", "tcUrl");
        assertThat(next).isEqualTo(young.rtmpUrl());
        // Makes before it breaks, as the specification wants it.
        int first = (publisher.sent() / 25 + 1) * 25;
        try (NumberedStream moved =
            NumberedStream.publish(young.ports().rtmp(), "show", first, 500)) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(() ->
                  assertThat(old.get(old.admin("/api/v1/relay/show")).body())
                      .contains("\"state\":\"live\""));
          publisher.end();
          int sent = moved.sent();
          await()
              .atMost(PATIENCE)
              .until(() -> NumberedStream.numbers(viewer.tags()).getLast() > sent + 50);
          moved.end();
          await().atMost(PATIENCE).until(viewer::isEnded);
          List<Integer> numbers = NumberedStream.numbers(viewer.tags());
          int turn = turn(numbers);
          // Each server's pictures without a gap, and the new ones from a key frame on.
          assertConsecutive(numbers.subList(0, turn));
          if (turn < numbers.size()) {
            // Otherwise the old one was just about to send the picture that the new one began with.
            assertConsecutive(numbers.subList(turn, numbers.size()));
            assertThat(numbers.get(turn)).isGreaterThanOrEqualTo(first);
            assertThat(numbers.get(turn) % 25).isZero();
          }
          assertThat(numbers.getLast()).isEqualTo(moved.sent() - 1);
          assertThat(other.isHungUpOn()).isFalse();
        }
      }
    }
  }

  @Test
  void viewersWaitForAPublisherThatLeavesBeforeItIsBackElsewhere() throws Exception {
    try (RunningServer old =
            RunningServer.openWith(Map.of("VITRINE_RECONNECT_GRACE_SECONDS", "20"));
        RunningServer young = RunningServer.open();
        NumberedStream publisher =
            NumberedStream.publishReconnecting(old.ports().rtmp(), "show", 0)) {
      awaitLive(old, "show");
      try (FlvViewer viewer = FlvViewer.watch(old.playback("/live/show.flv"))) {
        await().atMost(PATIENCE).until(() -> viewer.tags().size() > 10);
        assertThat(
                old.post(DRAIN, "{\"seconds\":600,\"reconnectUrl\":\"" + young.rtmpUrl() + "\"}")
                    .statusCode())
            .isEqualTo(200);
        assertThat(
                publisher.socket().awaitStatus("NetConnection.Connect.ReconnectRequest", "tcUrl"))
            .isEqualTo(young.rtmpUrl());
        publisher.socket().send(publisher.socket().peer().call(0, "FCUnpublish", 9, "show"));
        publisher.end();
        String relay = "{\"url\":\"" + young.rtmpUrl() + "/show\"}";
        assertThat(old.put("/api/v1/relay/show", relay).statusCode()).isEqualTo(200);
        try (NumberedStream moved =
            NumberedStream.publish(young.ports().rtmp(), "show", 1_000, 500)) {
          await()
              .atMost(PATIENCE)
              .until(() -> NumberedStream.numbers(viewer.tags()).getLast() > 1_050);
          moved.end();
          await().atMost(PATIENCE).until(viewer::isEnded);
          List<Integer> numbers = NumberedStream.numbers(viewer.tags());
          int turn = turn(numbers);
          assertConsecutive(numbers.subList(0, turn));
          assertConsecutive(numbers.subList(turn, numbers.size()));
          assertThat(numbers.getLast()).isEqualTo(moved.sent() - 1);
        }
      }
    }
  }

  /** Where the numbers stop to go up by one. */
  private static int turn(List<Integer> numbers) {
    int at = 1;
    while (at < numbers.size() && numbers.get(at) == numbers.get(at - 1) + 1) {
      at++;
    }
    return at;
  }

  private static void assertConsecutive(List<Integer> numbers) {
    int first = numbers.getFirst();
    assertThat(numbers).isEqualTo(IntStream.range(first, first + numbers.size()).boxed().toList());
  }
}
