package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.NumberedStream;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams between servers: two of ours, and FFmpeg. */
class RelayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  private static void awaitLive(RunningServer server, String id) {
    await().atMost(PATIENCE).until(() -> server.hub().find(StreamId.of(id)).isPresent());
  }

  private static void awaitOver(RunningServer server, String id) {
    await().atMost(PATIENCE).until(() -> server.hub().find(StreamId.of(id)).isEmpty());
  }

  private static void awaitState(RunningServer server, String path, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(server.get(server.admin(path)).body())
                .contains("\"state\":\"" + state + "\""));
  }

  private static void assertConsecutive(List<Integer> numbers) {
    assertThat(numbers)
        .isEqualTo(
            IntStream.range(numbers.getFirst(), numbers.getFirst() + numbers.size())
                .boxed()
                .toList());
  }

  private static String url(String address) {
    return "{\"url\":\"" + address + "\"}";
  }

  @Test
  void pushesEveryPictureToAnotherServerThatAsksForAKey() throws Exception {
    try (RunningServer from = RunningServer.open();
        RunningServer to = RunningServer.start()) {
      String path = "/api/v1/streams/show/push/other";
      String answer = from.put(path, url(to.publishAddress(to.key("copy")))).body();
      assertThat(answer)
          .contains("/live/***\"", "\"state\":\"idle\"", "\"lastError\":null")
          .doesNotContain("copy");

      try (NumberedStream publisher = NumberedStream.publish(from.ports().rtmp(), "show")) {
        awaitLive(to, "copy");
        try (FlvViewer viewer = FlvViewer.watch(to.playback("/live/copy.flv"))) {
          await().atMost(PATIENCE).until(() -> viewer.tags().size() > 150);
          awaitState(from, path, "live");
          await()
              .atMost(PATIENCE)
              .untilAsserted(() ->
                  assertThat(from.get(from.admin(path)).body())
                      .containsPattern("\"bytesSent\":[1-9]"));
          assertThat(from.get(from.admin("/api/v1/streams/show")).body()).contains("\"total\":0}");
          publisher.end();
          await().atMost(PATIENCE).until(viewer::isEnded);
          assertConsecutive(NumberedStream.numbers(viewer.tags()));
          assertThat(NumberedStream.numbers(viewer.tags()).getLast())
              .isEqualTo(publisher.sent() - 1);
        }
      }
      awaitOver(to, "copy");
      awaitState(from, path, "idle");
    }
  }

  @Test
  void keepsTargetsInAFileThatNobodyElseReads() throws Exception {
    try (RunningServer server = RunningServer.open()) {
      assertThat(
              server
                  .put("/api/v1/streams/show/push/one", url("rtmp://example.net/app/secret"))
                  .statusCode())
          .isEqualTo(200);
      Path file = server.data().resolve("push-targets");
      assertThat(Files.readString(file)).contains("secret");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(server.get(server.admin("/api/v1/streams/show/push")).body())
          .contains("\"name\":\"one\"")
          .doesNotContain("secret");
      assertThat(server.delete("/api/v1/streams/show/push/one")).isEqualTo(204);
      assertThat(server.delete("/api/v1/streams/show/push/one")).isEqualTo(404);
      assertThat(Files.readString(file)).isEmpty();
    }
  }

  @Test
  void pushesToFfmpegThatListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path file = folder.resolve("pushed.flv");
    String address = "rtmp://127.0.0.1:" + port + "/live/secret";
    List<String> command =
        List.of(
            FfmpegProgram.BUNDLED.ffmpeg(),
            "-hide_banner",
            "-nostats",
            "-loglevel",
            "warning",
            "-listen",
            "1",
            "-i",
            address,
            "-c",
            "copy",
            file.toString());
    try (RunningServer server = RunningServer.open();
        ExternalProcess target = ExternalProcess.start("bundled", command);
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.SYSTEM, TestMedia.standard(), server.publishAddress("show"))) {
      awaitLive(server, "show");
      assertThat(server.put("/api/v1/streams/show/push/file", url(address)).statusCode())
          .isEqualTo(200);
      awaitState(server, "/api/v1/streams/show/push/file", "live");
      await().atMost(PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 200_000);

      publisher.end();

      assertThat(target.awaitExit(20)).as(target.output()).isZero();
      FfprobeJudge judge = new FfprobeJudge(FfmpegProgram.BUNDLED);
      assertThat(judge.streams(file.toString()))
          .extracting(FfprobeJudge.Stream::codec)
          .containsExactlyInAnyOrder("h264", "aac");
      assertThat(judge.decodeErrors(file.toString(), 10)).isEmpty();
    }
  }

  @Test
  void triesAgainWhereAPushIsRefusedAndHidesTheKey() throws Exception {
    try (RunningServer from = RunningServer.open();
        RunningServer to = RunningServer.start();
        NumberedStream publisher = NumberedStream.publish(from.ports().rtmp(), "show")) {
      String path = "/api/v1/streams/show/push/other";
      assertThat(from.put(path, url(to.publishAddress("copy.0.AAAAAAAAAAAAAAAAAAAAAA"))).body())
          .contains("***");
      awaitState(from, path, "refused");
      assertThat(from.get(from.admin(path)).body())
          .contains("NetStream.Publish.BadName: Refused: ")
          .doesNotContain("AAAA");

      assertThat(from.put(path, url(to.publishAddress(to.key("copy")))).statusCode())
          .isEqualTo(200);
      awaitState(from, path, "live");
      awaitLive(to, "copy");
      assertThat(from.delete(path)).isEqualTo(204);
      awaitOver(to, "copy");
      assertThat(publisher.isHungUpOn()).isFalse();
    }
  }

  @Test
  void goesOnWithAPushWhenTheTargetIsBack() throws Exception {
    try (RunningServer from = RunningServer.open();
        RunningServer to = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(from.ports().rtmp(), "show")) {
      assertThat(
              from.put("/api/v1/streams/show/push/other", url(to.publishAddress("copy")))
                  .statusCode())
          .isEqualTo(200);
      awaitLive(to, "copy");
      assertThat(to.delete("/api/v1/streams/copy/publisher")).isEqualTo(204);
      awaitOver(to, "copy");
      awaitLive(to, "copy");
      assertThat(publisher.isHungUpOn()).isFalse();
    }
  }

  @Test
  void refusesToPushAStreamToItself() throws Exception {
    try (RunningServer server = RunningServer.open();
        NumberedStream publisher = NumberedStream.publish(server.ports().rtmp(), "show")) {
      String path = "/api/v1/streams/show/push/self";
      assertThat(server.put(path, url(server.publishAddress("show"))).statusCode()).isEqualTo(200);
      awaitState(server, path, "refused");
      assertThat(server.get(server.admin(path)).body()).contains("a loop");
      assertThat(publisher.isHungUpOn()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "rtmp"})
  void pullsEveryPicture(String scheme) throws Exception {
    try (RunningServer from = RunningServer.open();
        RunningServer to = RunningServer.open()) {
      String address =
          scheme.equals("http")
              ? from.playback("/live/show.flv").toString()
              : from.publishAddress("show");
      assertThat(to.put("/api/v1/relay/copy", url(address)).statusCode()).isEqualTo(200);
      awaitState(to, "/api/v1/relay/copy", scheme.equals("http") ? "waiting" : "refused");

      try (NumberedStream publisher = NumberedStream.publish(from.ports().rtmp(), "show")) {
        awaitLive(to, "copy");
        awaitState(to, "/api/v1/relay/copy", "live");
        assertThat(to.get(to.admin("/api/v1/streams/copy")).body()).contains("\"agent\":\"relay\"");
        try (FlvViewer viewer = FlvViewer.watch(to.playback("/live/copy.flv"))) {
          await().atMost(PATIENCE).until(() -> viewer.tags().size() > 150);
          publisher.end();
          await().atMost(PATIENCE).until(viewer::isEnded);
          assertConsecutive(NumberedStream.numbers(viewer.tags()));
          assertThat(NumberedStream.numbers(viewer.tags()).getLast())
              .isEqualTo(publisher.sent() - 1);
        }
      }
      assertThat(to.delete("/api/v1/relay/copy")).isEqualTo(204);
      assertThat(to.get(to.admin("/api/v1/relay")).body()).isEqualTo("{\"relays\":[]}");
    }
  }

  @Test
  void standsByWhileAPublisherFeedsTheStream() throws Exception {
    try (RunningServer from = RunningServer.open();
        RunningServer to = RunningServer.open();
        NumberedStream source = NumberedStream.publish(from.ports().rtmp(), "show")) {
      String path = "/api/v1/relay/copy";
      assertThat(to.put(path, url(from.playback("/live/show.flv").toString())).statusCode())
          .isEqualTo(200);
      awaitState(to, path, "live");
      try (NumberedStream publisher = NumberedStream.publish(to.ports().rtmp(), "copy")) {
        awaitState(to, path, "standing-by");
        assertThat(to.get(to.admin("/api/v1/streams/copy")).body()).contains("\"agent\":\"test\"");
        assertThat(publisher.isHungUpOn()).isFalse();
      }
      awaitState(to, path, "live");
      assertThat(source.isHungUpOn()).isFalse();
    }
  }

  @Test
  void pullsOnDemandOnlyWhileSomebodyWatches() throws Exception {
    try (RunningServer from = RunningServer.open();
        RunningServer to = RunningServer.open();
        NumberedStream source = NumberedStream.publish(from.ports().rtmp(), "show")) {
      String path = "/api/v1/relay/copy";
      String address = from.playback("/live/show.flv").toString();
      assertThat(to.put(path, "{\"url\":\"" + address + "\",\"onDemand\":true}").body())
          .contains("\"state\":\"idle\"");
      assertThat(to.get(to.playback("/live/copy.flv")).headers().firstValue("Location"))
          .hasValue("/live/copy.flv?wait=10");
      awaitLive(to, "copy");
      try (FlvViewer viewer = FlvViewer.watch(to.playback("/live/copy.flv"))) {
        await().atMost(PATIENCE).until(() -> viewer.tags().size() > 50);
        assertConsecutive(NumberedStream.numbers(viewer.tags()));
      }
      await()
          .atMost(Duration.ofSeconds(25))
          .until(() -> to.hub().find(StreamId.of("copy")).isEmpty());
      awaitState(to, path, "idle");
      assertThat(source.isHungUpOn()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://host/app/key",
        "rtmp://host",
        "rtmp://host/app",
        "rtmp://host:0/app/key",
        "rtmp://host:65536/app/key",
        "rtmp://user:secret@host/app/key",
        "rtmp://ho st/app/key",
        "rtmp:///app/key"
      })
  void refusesWhatIsNoAddressAndRepeatsNothingOfIt(String address)
      throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.open()) {
      for (String path : List.of("/api/v1/streams/show/push/a", "/api/v1/relay/show")) {
        var answer = server.put(path, url(address));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"url\"").doesNotContain("secret");
      }
    }
  }
}
