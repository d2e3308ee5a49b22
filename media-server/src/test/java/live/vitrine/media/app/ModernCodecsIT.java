package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.testing.DecodedStream;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FFmpeg 8 publishes what Enhanced RTMP can carry, and FFmpeg 8 decodes what comes out. */
class ModernCodecsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SECONDS = 4;
  private static final int PICTURES = SECONDS * 25;

  private static final List<String> HEVC =
      List.of(
          "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:bframes=2");

  @ParameterizedTest
  @CsvSource({
    // video, audio, fewest pieces of sound in 4 s, codec strings
    "libx265 -preset ultrafast -x265-params log-level=none:bframes=2, aac, 180,"
        + " hvc1.1.6.L60.90, mp4a.40.2",
    "libsvtav1 -preset 12, libopus, 190, av01.0.00M.08, Opus",
    "libaom-av1 -usage realtime -cpu-used 8, libopus, 190, av01.0.00M.08, Opus",
    "libvpx-vp9 -deadline realtime -cpu-used 8, flac, 40, vp09.00.11.08, fLaC",
    "libx264 -preset ultrafast, ac3, 120, avc1.42c00c, ac-3",
    "libx264 -preset ultrafast, eac3, 120, avc1.42c00c, ec-3",
  })
  void passesOnEveryPicture(
      String video, String audio, int sounds, String videoCodec, String audioCodec)
      throws Exception {
    List<String> codecs = new ArrayList<>(List.of("-c:v"));
    codecs.addAll(List.of(video.split(" ", -1)));
    codecs.addAll(List.of("-c:a", audio));
    try (RunningServer server = RunningServer.open()) {
      String address = server.playback("/live/demo.flv?wait=30").toString();
      CompletableFuture<DecodedStream> watched =
          CompletableFuture.supplyAsync(
              () -> DecodedStream.of(FfmpegProgram.BUNDLED, address, 10 * SECONDS));
      try (FfmpegPublisher publisher = publish(server, codecs)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(server.get(server.admin("/api/v1/streams/demo")).body())
                    .contains("\"codec\":\"" + videoCodec, "\"codec\":\"" + audioCodec));
        DecodedStream decoded = watched.get(60, TimeUnit.SECONDS);

        assertThat(decoded.complaints()).as(publisher.log()).isEmpty();
        assertThat(decoded.pictures()).isEqualTo(PICTURES);
        assertThat(decoded.sounds()).isGreaterThanOrEqualTo(sounds);
        assertThat(decoded.backwards()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"enhanced", "legacy"})
  void writesHevcThatFfmpegDecodesInBothForms(String form) throws Exception {
    try (RunningServer server = RunningServer.open()) {
      String address = server.playback("/live/demo.flv?wait=30&hevc=" + form).toString();
      CompletableFuture<DecodedStream> watched =
          CompletableFuture.supplyAsync(
              () -> DecodedStream.of(FfmpegProgram.BUNDLED, address, 10 * SECONDS));
      try (FfmpegPublisher publisher = publish(server, HEVC)) {
        DecodedStream decoded = watched.get(60, TimeUnit.SECONDS);

        assertThat(decoded.complaints()).as(publisher.log()).isEmpty();
        assertThat(decoded.pictures()).isEqualTo(PICTURES);
      }
    }
  }

  @Test
  void changesNothingButTheHeaderInLegacyForm() throws Exception {
    try (RunningServer server = RunningServer.open();
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<byte[]>> enhanced = watch(client, server, "enhanced");
      CompletableFuture<HttpResponse<byte[]>> legacy = watch(client, server, "legacy");
      try (FfmpegPublisher publisher = publish(server, HEVC)) {
        List<String> expected =
            videoTags(enhanced.get(60, TimeUnit.SECONDS).body()).stream()
                // Colours.
                .filter(tag -> !tag.contains(" d4"))
                .map(ModernCodecsIT::inLegacyForm)
                .toList();

        assertThat(expected).as(publisher.log()).hasSizeGreaterThan(PICTURES);
        assertThat(videoTags(legacy.get(60, TimeUnit.SECONDS).body())).isEqualTo(expected);
      }
    }
  }

  private static String inLegacyForm(String tag) {
    return tag.replaceFirst(" 9068766331", " 1c00000000")
        .replaceFirst(" 9168766331", " 1c01")
        .replaceFirst(" a168766331", " 2c01")
        .replaceFirst(" 9368766331", " 1c01000000")
        .replaceFirst(" a368766331", " 2c01000000")
        .replaceFirst(" 9268766331", " 1c02000000");
  }

  /** Time and payload of each. */
  private static List<String> videoTags(byte[] flv) {
    List<String> tags = new ArrayList<>();
    for (int at = 13; at < flv.length; ) {
      String header = HexFormat.of().formatHex(flv, at, at + 11);
      int length = Integer.parseInt(header, 2, 8, 16);
      if (flv[at] == 9) {
        byte[] payload = Arrays.copyOfRange(flv, at + 11, at + 11 + length);
        tags.add(header.substring(8, 14) + " " + HexFormat.of().formatHex(payload));
      }
      at += 15 + length;
    }
    return tags;
  }

  private static CompletableFuture<HttpResponse<byte[]>> watch(
      HttpClient client, RunningServer server, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(server.playback("/live/demo.flv?wait=30&hevc=" + form)).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** One group of pictures, so that whoever comes while it lasts sees all of it. */
  private static FfmpegPublisher publish(RunningServer server, List<String> codecs)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String input :
        List.of("testsrc2=size=320x180:rate=25", "sine=beep_factor=4:sample_rate=48000")) {
      arguments.addAll(List.of("-re", "-f", "lavfi", "-t", String.valueOf(SECONDS), "-i", input));
    }
    arguments.addAll(List.of("-pix_fmt", "yuv420p", "-g", "250", "-ac", "2", "-strict", "-2"));
    arguments.addAll(codecs);
    arguments.addAll(List.of("-rtmp_enhanced_codecs", "hvc1,av01,vp09"));
    return FfmpegPublisher.publish(
        FfmpegProgram.BUNDLED,
        arguments,
        "rtmp://127.0.0.1:%d/live/demo".formatted(server.ports().rtmp()));
  }
}
