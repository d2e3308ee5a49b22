package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.TestMedia;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posters, storyboards and exact clips of real shows, over HTTP. */
class RecordingStillsIT {
  private static final FfprobeJudge JUDGE = new FfprobeJudge(FfmpegProgram.SYSTEM);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;

  @TempDir Path folder;

  private RunningServer server(boolean stills) {
    return RunningServer.openWith(
        Map.of(
            "VITRINE_RECORDING_FORMAT",
            "mp4",
            "VITRINE_RECORDING_STILLS",
            String.valueOf(stills),
            "VITRINE_RECORDING_FOLDER",
            folder.toString()));
  }

  private static void publish(RunningServer server, RecordingApiClient api, long millis)
      throws IOException {
    try (FfmpegPublisher publisher =
        FfmpegPublisher.publish(
            FfmpegProgram.BUNDLED,
            TestMedia.standard().withBFrames(2),
            server.publishAddress("show"))) {
      var _ = api.awaitMillis(millis);
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  private static Config await(RecordingApiClient api, String id, String path, String value) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> api.get("recordings/" + id).getString(path).equals(value));
    return api.get("recordings/" + id);
  }

  private static HttpResponse<byte[]> get(URI address, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static BufferedImage picture(RunningServer server, String path, String name)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = get(server.playback(path));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
    Path shots = Files.createDirectories(Path.of("target", "screenshots"));
    Path file = Files.write(shots.resolve(name), response.body());
    return ImageIO.read(file.toFile());
  }

  @Test
  void servesPosterAndStoryboardOfAShow() throws Exception {
    String id;
    try (RunningServer server = server(false);
        RecordingApiClient api = new RecordingApiClient(server)) {
      publish(server, api, 7_000);
      Config ready = api.awaitState("ready");
      id = ready.getString("id");
      assertThat(ready.getString("stills.state")).isEqualTo("pending");
      assertThat(ready.hasPath("urls.poster")).isFalse();
      assertThat(get(server.playback("/vod/" + id + "/poster.jpg")).statusCode()).isEqualTo(404);
    }
    // Another process makes what is missing.
    try (RunningServer server = server(true);
        RecordingApiClient api = new RecordingApiClient(server)) {
      Config made = await(api, id, "stills.state", "ready");
      assertThat(made.getString("urls.poster")).isEqualTo("/vod/" + id + "/poster.jpg");
      BufferedImage poster = picture(server, made.getString("urls.poster"), "poster.jpg");
      assertThat(poster.getWidth()).isEqualTo(640);
      assertThat(poster.getHeight()).isEqualTo(360);

      HttpResponse<byte[]> index = get(server.playback(made.getString("urls.storyboard")));
      assertThat(index.headers().firstValue("Content-Type")).contains("text/vtt");
      assertThat(index.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      assertThat(index.headers().firstValue("Cache-Control")).contains("public, max-age=86400");
      int tiles = (int) Math.ceilDiv(made.getLong("durationMillis"), 2_000);
      assertThat(new String(index.body(), StandardCharsets.UTF_8).lines())
          .filteredOn(line -> line.startsWith("sheet-0.jpg#xywh="))
          .hasSize(tiles);
      BufferedImage sheet = picture(server, "/vod/" + id + "/sheet-0.jpg", "sheet-0.jpg");
      assertThat(sheet.getWidth()).isEqualTo(tiles * WIDTH);
      assertThat(sheet.getHeight()).isEqualTo(HEIGHT);

      HttpResponse<byte[]> part =
          get(server.playback(made.getString("urls.poster")), "Range", "bytes=0-1");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).containsExactly(0xFF, 0xD8);
      assertThat(get(server.playback("/vod/" + id + "/sheet-1.jpg")).statusCode()).isEqualTo(404);
      assertThat(api.send("DELETE", "recordings/" + id, "").statusCode()).isEqualTo(204);
      try (var left = Files.list(folder.resolve("show"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  /** All pictures of a file, small and grey. */
  private List<byte[]> frames(String address) throws IOException {
    Path raw = folder.resolve("frames.raw");
    try (ExternalProcess ffmpeg =
        ExternalProcess.start(
            "Debian: ffmpeg",
            List.of(
                FfmpegProgram.BUNDLED.ffmpeg(),
                "-y",
                "-v",
                "error",
                "-i",
                address,
                "-vf",
                "scale=%d:%d".formatted(WIDTH, HEIGHT),
                "-fps_mode",
                "passthrough",
                "-pix_fmt",
                "gray",
                "-f",
                "rawvideo",
                raw.toString()))) {
      assertThat(ffmpeg.awaitExit(60)).as(ffmpeg.output()).isZero();
    }
    byte[] all = Files.readAllBytes(raw);
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < all.length; at += WIDTH * HEIGHT) {
      frames.add(Arrays.copyOfRange(all, at, at + WIDTH * HEIGHT));
    }
    return frames;
  }

  private static int mostAlike(List<byte[]> frames, byte[] frame) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < frames.size(); i++) {
      long difference = 0;
      for (int at = 0; at < frame.length; at++) {
        difference += Math.abs((frames.get(i)[at] & 0xFF) - (frame[at] & 0xFF));
      }
      if (difference < least) {
        best = i;
        least = difference;
      }
    }
    return best;
  }

  private static List<Double> times(String address) throws IOException, InterruptedException {
    return JUDGE.packets(address, 60).stream()
        .filter(packet -> packet.type().equals("video"))
        .map(FfprobeJudge.Packet::presentationTime)
        .sorted()
        .toList();
  }

  @Test
  void cutsAClipThatIsExact() throws Exception {
    try (RunningServer server = server(false);
        RecordingApiClient api = new RecordingApiClient(server)) {
      publish(server, api, 6_000);
      Config show = api.awaitState("ready");
      String cut =
          "{\"recording\": \"%s\", \"startMillis\": 1730, \"endMillis\": 3410, \"exact\": true}"
              .formatted(show.getString("id"));
      Config begun = RecordingApiClient.json(api.send("POST", "clips", cut).body());
      assertThat(begun.getString("state")).isEqualTo("finishing");
      Config clip = await(api, begun.getString("id"), "state", "ready");

      assertThat(clip.getString("clipOf")).isEqualTo(show.getString("id"));
      assertThat(clip.getLong("durationMillis")).isEqualTo(1_680);
      assertThat(clip.getString("codecs")).startsWith("avc1.64").endsWith(",mp4a.40.2");
      String source = server.playback(show.getString("urls.mp4")).toString();
      String made = server.playback(clip.getString("urls.mp4")).toString();
      assertThat(JUDGE.decodeErrors(made, 60)).isEmpty();
      List<Double> times = times(made);
      assertThat(times.getFirst()).isBetween(0.0, 0.04);
      assertThat(times.getLast() + 0.04).isBetween(1.64, 1.72);

      List<byte[]> all = frames(source);
      List<byte[]> piece = frames(made);
      int expected = (int) times(source).stream().filter(time -> time < 1.7299).count();
      assertThat(piece).hasSizeBetween(41, 43);
      assertThat(mostAlike(all, piece.getFirst())).isBetween(expected - 1, expected + 1);
      assertThat(mostAlike(all, piece.getLast()))
          .isBetween(expected + piece.size() - 2, expected + piece.size());
    }
  }

  @Test
  void cutsAnExactClipOutOfAShowThatIsLive() throws Exception {
    try (RunningServer server = server(false);
        RecordingApiClient api = new RecordingApiClient(server);
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("show"))) {
      var _ = api.awaitMillis(4_000);
      String cut =
          "{\"stream\": \"show\", \"startMillis\": 500, \"endMillis\": 2500, \"exact\": true}";
      Config begun = RecordingApiClient.json(api.send("POST", "clips", cut).body());
      Config clip = await(api, begun.getString("id"), "state", "ready");
      assertThat(publisher.isRunning()).isTrue();
      assertThat(times(server.playback(clip.getString("urls.mp4")).toString()))
          .hasSizeBetween(49, 51);
    }
  }
}
