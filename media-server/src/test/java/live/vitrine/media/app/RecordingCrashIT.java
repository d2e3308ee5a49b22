package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a recording when the server, or its disk, dies. */
class RecordingCrashIT {
  /** Of what was sent, so much may be missing. */
  private static final long MAX_LOSS_MILLIS = 2_000;

  @TempDir Path data;

  @Test
  void losesAtMostTwoSecondsWhenTheServerIsKilled() throws Exception {
    Instant killed;
    try (ServerInProcess server =
            ServerInProcess.start(data, Map.of("VITRINE_RECORDING_FORMAT", "both"));
        RecordingApiClient api = new RecordingApiClient(server);
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED,
                // Key frames are so far apart that fragments have to end without one.
                TestMedia.standard().withKeyFrameInterval(100),
                server.publishAddress("show"))) {
      var _ = api.awaitMillis(6_000);
      assertThat(publisher.isRunning()).isTrue();
      killed = Instant.now();
      server.kill();
    }

    FfprobeJudge judge = new FfprobeJudge(FfmpegProgram.SYSTEM);
    try (RunningServer server = RunningServer.openWith(Map.of("VITRINE_DATA", data.toString()));
        RecordingApiClient api = new RecordingApiClient(server)) {
      Config ready = api.awaitState("ready");
      assertThat(ready.getBoolean("interrupted")).isTrue();
      long sent = Duration.between(Instant.parse(ready.getString("startedAt")), killed).toMillis();
      assertThat(ready.getLong("durationMillis")).isGreaterThan(sent - MAX_LOSS_MILLIS);
      for (String kind : List.of("mp4", "hls", "flv")) {
        String address = server.playback(ready.getString("urls." + kind)).toString();
        assertThat(judge.decodeErrors(address, 60)).as(kind).isEmpty();
        double end =
            judge.packets(address, 60).stream()
                .filter(packet -> packet.type().equals("video"))
                .mapToDouble(FfprobeJudge.Packet::presentationTime)
                .max()
                .orElse(0);
        assertThat((long) (end * 1000)).as(kind).isGreaterThan(sent - MAX_LOSS_MILLIS);
      }
    }
    try (var files = Files.list(data.resolve("recordings/show"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  @Test
  void goesOnWithTheShowWhenTheDiskTakesNoMore() throws Exception {
    try (ServerInProcess server =
            ServerInProcess.start(
                data,
                Map.of("VITRINE_RECORDING_FORMAT", "mp4"),
                // What a full disk does: writing fails, in the middle of a fragment.
                "prlimit",
                "--fsize=200000");
        RecordingApiClient api = new RecordingApiClient(server);
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("show"))) {
      Config failed = api.awaitState("failed");
      assertThat(failed.getString("reason")).contains("cannot be written");
      assertThat(server.output()).contains("stopped, the stream goes on");

      FfprobeJudge judge = new FfprobeJudge(FfmpegProgram.SYSTEM);
      // The show is alive, and what was recorded plays.
      assertThat(judge.decodeErrors(server.playback("/live/show.flv"), 2)).isEmpty();
      Config closed = api.awaitNewest(recording -> recording.hasPath("urls.mp4"));
      String address = server.playback(closed.getString("urls.hls"));
      assertThat(judge.decodeErrors(address, 60)).isEmpty();
      assertThat(judge.streams(address)).hasSize(2);
      assertThat(publisher.isRunning()).isTrue();
    }
  }
}
