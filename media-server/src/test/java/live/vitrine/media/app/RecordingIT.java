package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings of real publishers, judged by real players' libraries. */
class RecordingIT {
  private static final FfprobeJudge JUDGE = new FfprobeJudge(FfmpegProgram.BUNDLED);

  @TempDir Path folder;

  private Map<String, String> recordingAs(String format) {
    return Map.of(
        "VITRINE_RECORDING_FORMAT",
        format,
        "VITRINE_RECORDING_FOLDER",
        folder.toString(),
        "VITRINE_RECONNECT_GRACE_SECONDS",
        "30");
  }

  private static FfmpegPublisher publish(RunningServer server, TestMedia media) throws IOException {
    return FfmpegPublisher.publish(FfmpegProgram.BUNDLED, media, server.publishAddress("show"));
  }

  private static String address(RunningServer server, Config recording, String kind) {
    return server.playback(recording.getString("urls." + kind)).toString();
  }

  private static long pictures(String address) throws IOException, InterruptedException {
    return JUDGE.packets(address, 60).stream()
        .filter(packet -> packet.type().equals("video"))
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void recordsWhatIsPublished(FfmpegProgram program) throws Exception {
    FfprobeJudge judge = new FfprobeJudge(program);
    try (RunningServer server = RunningServer.openWith(recordingAs("mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher publisher =
          FfmpegPublisher.publish(
              program, TestMedia.standard().withBFrames(2), server.publishAddress("show"))) {
        Config running = api.awaitMillis(4_000);
        assertThat(running.getString("state")).isEqualTo("recording");
        assertThat(running.hasPath("urls.mp4")).isFalse();
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      assertThat(ready.getBoolean("interrupted")).isFalse();
      assertThat(ready.getString("codecs")).startsWith("avc1.").contains("mp4a.40.2");
      assertThat(ready.getInt("width")).isEqualTo(640);
      assertThat(ready.getConfigList("files")).hasSize(1);

      for (String kind : List.of("mp4", "hls")) {
        String address = address(server, ready, kind);
        assertThat(judge.streams(address))
            .extracting(FfprobeJudge.Stream::codec)
            .containsExactlyInAnyOrder("h264", "aac");
        assertThat(judge.decodeErrors(address, 60)).isEmpty();
        assertThat(pictures(address) * 40).isBetween(4_000L, ready.getLong("durationMillis") + 100);
      }
    }
  }

  @Test
  void recordsFlvToo() throws Exception {
    try (RunningServer server = RunningServer.openWith(recordingAs("both"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher publisher = publish(server, TestMedia.standard())) {
        var _ = api.awaitMillis(2_000);
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      String flv = address(server, ready, "flv");
      assertThat(JUDGE.streams(flv)).hasSize(2);
      assertThat(JUDGE.decodeErrors(flv, 60)).isEmpty();
      assertThat(ready.getConfigList("files")).hasSize(2);
    }
  }

  @Test
  void staysOneRecordingWhenThePublisherIsLostAndComesBack() throws Exception {
    try (RunningServer server = RunningServer.openWith(recordingAs("mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher lost = publish(server, TestMedia.standard())) {
        var _ = api.awaitMillis(3_000);
        lost.kill();
        await().until(() -> api.get("streams/show").getString("state").equals("reconnecting"));
      }
      try (FfmpegPublisher back = publish(server, TestMedia.standard())) {
        Config running = api.awaitMillis(6_000);
        assertThat(running.getString("state")).isEqualTo("recording");
        assertThat(back.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      assertThat(api.recordings()).hasSize(1);
      assertThat(ready.getConfigList("files")).hasSize(1);
      for (String kind : List.of("mp4", "hls")) {
        assertThat(JUDGE.decodeErrors(address(server, ready, kind), 60)).isEmpty();
        assertThat(pictures(address(server, ready, kind))).isGreaterThan(140);
      }
    }
  }

  @Test
  void goesOnInAnotherFileWhenTheCodecParametersChange() throws Exception {
    try (RunningServer server = RunningServer.openWith(recordingAs("mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher first = publish(server, TestMedia.standard())) {
        var _ = api.awaitMillis(2_000);
        first.kill();
        await().until(() -> api.get("streams/show").getString("state").equals("reconnecting"));
      }
      try (FfmpegPublisher other = publish(server, TestMedia.standard().withSize(320, 180))) {
        var _ = api.awaitMillis(5_000);
        assertThat(other.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      assertThat(api.recordings()).hasSize(1);
      assertThat(ready.getConfigList("files")).hasSize(2);
      Config second = ready.getConfigList("files").get(1);
      assertThat(second.getLong("startMillis"))
          .isGreaterThanOrEqualTo(ready.getConfigList("files").get(0).getLong("durationMillis"));
      String playlist = server.get(server.playback(ready.getString("urls.hls"))).body();
      assertThat(playlist).contains("#EXT-X-DISCONTINUITY\n").endsWith("#EXT-X-ENDLIST\n");
      String path = "/vod/" + ready.getString("id") + "/" + second.getString("name");
      assertThat(JUDGE.decodeErrors(server.playback(path).toString(), 60)).isEmpty();
      assertThat(JUDGE.streams(server.playback(path).toString()))
          .anyMatch(stream -> stream.width() == 320);
    }
  }

  @Test
  void keepsTheEventsOfTheShow() throws Exception {
    try (RunningServer server = RunningServer.openWith(recordingAs("mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher publisher = publish(server, TestMedia.standard())) {
        var _ = api.awaitMillis(1_000);
        String event =
            """
            {"id": "pin-1", "name": "product", "durationMillis": 1500, "data": {"sku": "A\\"7 %"}}
            """;
        assertThat(api.send("POST", "streams/show/events", event).statusCode()).isLessThan(300);
        var _ = api.awaitMillis(3_000);
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      Config whole = api.get("recordings/" + ready.getString("id"));
      Config kept = whole.getConfigList("events").getFirst();
      assertThat(kept.getString("id")).isEqualTo("pin-1");
      assertThat(kept.getLong("startMillis")).isBetween(900L, 4_000L);
      assertThat(kept.getString("data.sku")).isEqualTo("A\"7 %");
      assertThat(server.get(server.playback(ready.getString("urls.hls"))).body())
          .contains("#EXT-X-DATERANGE:ID=\"pin-1\",CLASS=\"live.vitrine.event\"")
          .contains("X-NAME=\"product\"")
          .contains("DURATION=1.500")
          .contains("X-DATA=\"{%22sku%22:%22A\\%227 %25%22}\"");
      byte[] movie =
          Files.readAllBytes(folder.resolve("show").resolve(ready.getString("id") + ".mp4"));
      assertThat(new String(movie, StandardCharsets.ISO_8859_1))
          .contains("emsg")
          .contains("https://aomedia.org/emsg/ID3");
      assertThat(JUDGE.decodeErrors(address(server, ready, "mp4"), 60)).isEmpty();
    }
  }

  @Test
  void cutsClipsOutOfAShowThatIsLiveAndOneThatIsOver() throws Exception {
    try (RunningServer server = RunningServer.openWith(recordingAs("mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      String body;
      try (FfmpegPublisher publisher = publish(server, TestMedia.standard())) {
        var _ = api.awaitMillis(5_000);
        assertThat(publisher.isRunning()).isTrue();
        body =
            api.send(
                    "POST",
                    "clips",
                    "{\"stream\": \"show\", \"startMillis\": 1500, \"endMillis\": 3500}")
                .body();
      }
      Config live = RecordingApiClient.json(body);
      assertThat(live.getString("state")).isEqualTo("ready");
      Config show =
          api.get("recordings").getConfigList("recordings").stream()
              .filter(recording -> recording.getString("clipOf").isEmpty())
              .findFirst()
              .orElseThrow();
      String cut =
          "{\"recording\": \"%s\", \"startMillis\": 1500, \"endMillis\": 3500}"
              .formatted(show.getString("id"));
      await()
          .until(() ->
              api.get("recordings/" + show.getString("id")).getString("state").equals("ready"));
      Config over = RecordingApiClient.json(api.send("POST", "clips", cut).body());
      String again = cut.replace(show.getString("id"), over.getString("id"));
      assertThat(api.send("POST", "clips", again).statusCode()).isEqualTo(409);
      for (Config clip : List.of(live, over)) {
        assertThat(clip.getString("clipOf")).isEqualTo(show.getString("id"));
        // From the key frame at one second.
        assertThat(clip.getLong("durationMillis")).isBetween(2_300L, 2_600L);
        assertThat(JUDGE.decodeErrors(address(server, clip, "mp4"), 60)).isEmpty();
        assertThat(pictures(address(server, clip, "mp4"))).isBetween(60L, 64L);
      }
    }
  }

  @Test
  void startsStopsAndDeletesWhenTold() throws Exception {
    try (RunningServer server = RunningServer.openWith(recordingAs("off"));
        RecordingApiClient api = new RecordingApiClient(server);
        FfmpegPublisher publisher = publish(server, TestMedia.standard())) {
      await().until(() -> api.send("GET", "streams/show/recording", "").statusCode() == 200);
      assertThat(api.get("streams/show/recording").getString("recordingId")).isEmpty();

      Config begun = RecordingApiClient.json(api.send("PUT", "streams/show/recording", "").body());
      String id = begun.getString("recordingId");
      assertThat(id).isNotEmpty();
      // Again changes nothing.
      assertThat(api.send("PUT", "streams/show/recording", "").body()).contains(id);
      Config running = api.awaitMillis(1_500);
      assertThat(running.getString("id")).isEqualTo(id);
      assertThat(api.send("DELETE", "recordings/" + id, "").statusCode()).isEqualTo(409);

      assertThat(api.send("DELETE", "streams/show/recording", "").body()).contains(id);
      Config ready = api.awaitState("ready");
      assertThat(publisher.isRunning()).isTrue();
      assertThat(JUDGE.decodeErrors(address(server, ready, "mp4"), 60)).isEmpty();
      URI address = URI.create(address(server, ready, "mp4"));

      assertThat(api.send("DELETE", "recordings/" + id, "").statusCode()).isEqualTo(204);
      assertThat(api.recordings()).isEmpty();
      assertThat(server.get(address).statusCode()).isEqualTo(404);
      try (var files = Files.list(folder.resolve("show"))) {
        assertThat(files).isEmpty();
      }
    }
  }
}
