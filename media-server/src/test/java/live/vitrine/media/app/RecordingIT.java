package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings of real publishers, judged by real players' libraries. */
class RecordingIT {
  private static final Map<String, String> MP4 = Map.of("VITRINE_RECORDING_FORMAT", "mp4");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Config get(RunningServer server, String path)
      throws IOException, InterruptedException {
    return ConfigFactory.parseString(
        server.get(server.admin("/api/v1/" + path)).body(),
        ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
  }

  private static List<? extends Config> recordings(RunningServer server) {
    try {
      return get(server, "recordings").getConfigList("recordings");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Config awaitLength(RunningServer server, int millis) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            !recordings(server).isEmpty()
                && recordings(server).getFirst().getLong("durationMillis") >= millis);
    return recordings(server).getFirst();
  }

  private static Config awaitState(RunningServer server, String state) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            !recordings(server).isEmpty()
                && recordings(server).getFirst().getString("state").equals(state));
    return recordings(server).getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void recordsWhatIsPublished(FfmpegProgram program) throws Exception {
    FfprobeJudge judge = new FfprobeJudge(program);
    try (RunningServer server = RunningServer.openWith(MP4)) {
      try (FfmpegPublisher publisher =
          FfmpegPublisher.publish(
              program, TestMedia.standard().withBFrames(2), server.publishAddress("show"))) {
        Config running = awaitLength(server, 4_000);
        assertThat(running.getString("state")).isEqualTo("recording");
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = awaitState(server, "ready");
      assertThat(ready.getBoolean("interrupted")).isFalse();
      assertThat(ready.getString("codecs")).startsWith("avc1.").contains("mp4a.40.2");
      assertThat(ready.getInt("width")).isEqualTo(640);

      for (String kind : List.of("mp4", "hls")) {
        String address = server.playback(ready.getString("urls." + kind)).toString();
        assertThat(judge.streams(address))
            .extracting(FfprobeJudge.Stream::codec)
            .containsExactlyInAnyOrder("h264", "aac");
        assertThat(judge.decodeErrors(address, 60)).isEmpty();
        long video =
            judge.packets(address, 60).stream().filter(p -> p.type().equals("video")).count();
        assertThat(video * 40).isBetween(4_000L, ready.getLong("durationMillis") + 100);
      }
    }
  }

  @Test
  void recordsFlvToo() throws Exception {
    FfprobeJudge judge = new FfprobeJudge(FfmpegProgram.BUNDLED);
    try (RunningServer server =
        RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "both"))) {
      try (FfmpegPublisher publisher =
          FfmpegPublisher.publish(
              FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("show"))) {
        var _ = awaitLength(server, 2_000);
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = awaitState(server, "ready");
      String flv = server.playback(ready.getString("urls.flv")).toString();
      assertThat(judge.streams(flv)).hasSize(2);
      assertThat(judge.decodeErrors(flv, 60)).isEmpty();
      assertThat(ready.getConfigList("files")).hasSize(2);
    }
  }
}
