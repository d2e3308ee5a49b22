package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.vitrine.media.hls.Ffmpeg;
import live.vitrine.media.testing.ExternalProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What FFmpeg publishes by enhanced RTMP, in every codec, it finds again in the recording. */
class RecordingCodecsIT {
  private static final int EXIT_SECONDS = 60;

  enum Show {
    HEVC_AAC("-c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac", "hevc aac"),
    AV1_OPUS("-c:v libsvtav1 -preset 12 -c:a libopus", "av1 opus"),
    VP9_FLAC("-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a flac", "vp9 flac"),
    AVC_AC3("-c:v libx264 -preset ultrafast -c:a ac3", "h264 ac3"),
    SOUND_ALONE("-vn -c:a aac", "aac"),
    PICTURES_ALONE("-an -c:v libx264 -preset ultrafast", "h264"),
    TWO_OF_EACH(
        "-map 0:v -map 0:v -map 1:a -map 1:a -c:v libx264 -preset ultrafast -s:v:1 160x90 -c:a aac",
        "h264 h264 aac aac");

    private final String options;
    private final String codecs;

    Show(String options, String codecs) {
      this.options = options;
      this.codecs = codecs;
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordsWhatFfmpegPublishes(Show show) {
    try (RunningServer server = RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (ExternalProcess publisher = publish(show, server.publishAddress("demo"))) {
        assertThat(publisher.awaitExit(EXIT_SECONDS)).as(publisher.output()).isZero();
      }
      Config ready = api.awaitState("ready");
      assertThat(ready.getConfigList("files")).hasSize(1);
      assertThat(ready.getLong("durationMillis")).isBetween(3_000L, 4_300L);
      for (String kind : List.of("mp4", "hls")) {
        String address = server.playback(ready.getString("urls." + kind)).toString();
        assertThat(Ffmpeg.BUNDLED.run("-v error -i %s -map 0 -f null -", address)).isEmpty();
        String probed =
            Ffmpeg.BUNDLED.probe(
                "-v error -show_entries stream=codec_name -of csv=p=0 %s", address);
        assertThat(probed.lines().map(line -> line.replace(",", "")).filter(l -> !l.isEmpty()))
            .as(kind)
            .containsAll(List.of(show.codecs.split(" ", -1)));
      }
    }
  }

  private static ExternalProcess publish(Show show, String address) {
    List<String> command = new ArrayList<>();
    command.add(Ffmpeg.BUNDLED.program("ffmpeg"));
    String arguments =
        "-hide_banner -nostats -loglevel warning -re -f lavfi -i testsrc2=size=320x180:rate=25"
            + " -re -f lavfi -i sine=sample_rate=48000 "
            + show.options
            + " -pix_fmt yuv420p -g 25 -t 4 -f flv "
            + address;
    command.addAll(List.of(arguments.split(" +", -1)));
    return ExternalProcess.start("the JavaCV jar has it", command);
  }
}
