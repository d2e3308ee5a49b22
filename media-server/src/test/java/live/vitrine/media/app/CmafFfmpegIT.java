package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.vitrine.media.hls.Ffmpeg;
import live.vitrine.media.testing.ExternalProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What FFmpeg publishes by RTMP, in every codec, FFmpeg plays from fragmented MP4. */
class CmafFfmpegIT {
  private static final int EXIT_SECONDS = 60;

  enum Show {
    AVC_AAC("-c:v libx264 -preset ultrafast -bf 2 -c:a aac", "avc1.", "h264 aac"),
    HEVC_AAC(
        "-c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac",
        "hvc1.",
        "hevc aac"),
    AV1_OPUS("-c:v libsvtav1 -preset 12 -c:a libopus", "av01.", "av1 opus"),
    VP9_FLAC("-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a flac", "vp09.", "vp9 flac"),
    AVC_AC3("-c:v libx264 -preset ultrafast -c:a ac3", "ac-3", "h264 ac3"),
    SOUND_ALONE("-vn -c:a aac", "mp4a.40.2", "aac"),
    PICTURES_ALONE("-an -c:v libx264 -preset ultrafast", "avc1.", "h264"),
    TWO_OF_EACH(
        "-map 0:v -map 0:v -map 1:a -map 1:a -c:v libx264 -preset ultrafast -s:v:1 160x90 -c:a aac",
        "AUDIO=\"sound\"",
        "h264 h264 aac aac");

    private final String options;
    private final String inIndex;
    private final String codecs;

    Show(String options, String inIndex, String codecs) {
      this.options = options;
      this.inIndex = inIndex;
      this.codecs = codecs;
    }
  }

  @ParameterizedTest
  @EnumSource
  void playsWhatFfmpegPublishes(Show show) throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.openWith(Map.of())) {
      try (ExternalProcess publisher = publish(show, server.publishAddress("demo"))) {
        assertThat(publisher.awaitExit(EXIT_SECONDS)).as(publisher.output()).isZero();
      }
      URI index = server.playback("/live/demo/index.m3u8");
      String text = server.get(index).body();
      assertThat(text).contains(show.inIndex);
      assertThat(Ffmpeg.BUNDLED.run("-v error -i %s -map 0 -f null -", index)).isEmpty();
      String probed =
          Ffmpeg.BUNDLED.probe("-v error -show_entries stream=codec_name -of csv=p=0 %s", index);
      assertThat(probed.lines().map(line -> line.replace(",", "")).toList())
          .containsAll(List.of(show.codecs.split(" ", -1)));
      if (show.codecs.contains("h264")) {
        // Debian's is older: not every codec of the others is in it.
        assertThat(Ffmpeg.DEBIAN.run("-v error -i %s -f null -", index)).isEmpty();
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
            + " -pix_fmt yuv420p -g 50 -t 7 -f flv "
            + address;
    command.addAll(List.of(arguments.split(" +", -1)));
    return ExternalProcess.start("the JavaCV jar has it", command);
  }
}
