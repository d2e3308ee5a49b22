package live.vitrine.media.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamState;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.DecodedStream;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.FlvChecker;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.HlsPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FFmpeg 8 publishes two pictures and two sounds in one stream; real players choose. */
class MultitrackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final StreamId DEMO = StreamId.of("demo");
  private static final FfprobeJudge JUDGE = new FfprobeJudge(FfmpegProgram.BUNDLED);

  private static final String TWO = "-map 0:v -map 0:v -map 1:a -map 1:a";
  private static final String ONE = "-map 0:v -map 1:a";
  private static final String AVC_TWICE =
      "-c:v libx264 -preset ultrafast -sc_threshold 0 -bf 0 -g 25 -s:v:1 160x90";
  private static final String AVC_ONCE =
      "-c:v libx264 -preset ultrafast -sc_threshold 0 -bf 0 -g 25";
  private static final String AVC_AND_HEVC =
      "-c:v:0 libx264 -preset:v:0 ultrafast -c:v:1 libx265 -preset:v:1 ultrafast"
          + " -x265-params log-level=none -bf 0 -g 25 -s:v:1 160x90";
  private static final String SOUNDS = "-c:a aac -ar:a:0 48000 -ac:a:0 2 -ar:a:1 44100 -ac:a:1 1";

  private static Browser browser;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @Test
  void givesEachAddressItsOwnTracksWithEveryPicture() throws Exception {
    Map<String, List<String>> addresses = new TreeMap<>();
    addresses.put("", List.of("320x180", "48000"));
    addresses.put("&video=1", List.of("160x90", "48000"));
    addresses.put("&audio=1", List.of("320x180", "44100"));
    addresses.put("&video=1&audio=1", List.of("160x90", "44100"));
    addresses.put("&video=none&audio=1", List.of("44100"));
    addresses.put("&video=1&audio=none", List.of("160x90"));
    try (RunningServer server = RunningServer.open()) {
      Map<String, CompletableFuture<DecodedStream>> watched = new TreeMap<>();
      addresses
          .keySet()
          .forEach(query -> {
            String address = server.playback("/live/demo.flv?wait=30" + query).toString();
            watched.put(
                query,
                CompletableFuture.supplyAsync(
                    () -> DecodedStream.of(FfmpegProgram.BUNDLED, address, 60),
                    task -> Thread.ofVirtual().start(task)));
          });
      try (FfmpegPublisher publisher = publish(server, TWO, AVC_TWICE + " -t 4 " + SOUNDS)) {
        assertThat(publisher.awaitExit(60)).as(publisher.log()).isZero();
      }
      for (var expected : addresses.entrySet()) {
        String query = expected.getKey();
        DecodedStream decoded = Objects.requireNonNull(watched.get(query)).get(60, SECONDS);

        assertThat(decoded.complaints()).as(query).isEmpty();
        assertThat(decoded.forms()).as(query).isEqualTo(expected.getValue());
        assertThat(decoded.backwards()).as(query).isEmpty();
        if (query.contains("video=none")) {
          assertThat(decoded.pictures()).as(query).isZero();
          assertThat(decoded.sounds()).as(query).isGreaterThan(150);
        } else if (query.equals("&video=1&audio=1") || query.contains("none")) {
          // Nobody had asked for these two together: they begin with the next key frame.
          assertThat(decoded.pictures()).as(query).isIn(100, 75);
        } else {
          assertThat(decoded.pictures()).as(query).isEqualTo(100);
        }
      }
    }
  }

  @Test
  void startsLateViewersOfAFurtherTrackAtItsOwnKeyFrame() throws Exception {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher =
            publish(server, TWO, AVC_TWICE + " -g:v:1 60 -force_key_frames:v:1 3.2 " + SOUNDS)) {
      awaitTracks(server, List.of(0, 1));
      try (FlvViewer main = FlvViewer.watch(server.playback("/live/demo.flv"))) {
        await().atMost(PATIENCE).until(() -> pictures(main) > 60);
        try (FlvViewer late = FlvViewer.watch(server.playback("/live/demo.flv?video=1"))) {
          // The checker fails when pictures do not begin with a configuration and a key frame.
          await().atMost(PATIENCE).until(() -> pictures(late) > 30);
        }
      }
      HttpResponse<String> answer = server.get(server.playback("/live/demo.flv?video=2"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains("Stream demo has video tracks [0, 1] and audio tracks [0, 1].");
      assertThat(server.get(server.playback("/live/demo.flv?wait=1&video=2")).statusCode())
          .isEqualTo(404);
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  private static long pictures(FlvViewer viewer) {
    return viewer.tags().stream().filter(FlvChecker.Tag::isPicture).count();
  }

  @Test
  void listsEachPictureForHlsAndPlaysBoth() throws Exception {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher = publish(server, TWO, AVC_TWICE + " " + SOUNDS)) {
      String index = awaitIndex(server);

      assertThat(index)
          .contains(
              "NAME=\"audio0\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"audio0.m3u8\"",
              "NAME=\"audio1\",DEFAULT=NO,AUTOSELECT=YES,CHANNELS=\"1\",URI=\"audio1.m3u8\"")
          .containsPattern(
              "CODECS=\"avc1\\.[^\"]*,mp4a\\.40\\.2\",RESOLUTION=320x180,FRAME-RATE=25\\.000,"
                  + "AUDIO=\"sound\"[^\n]*\nvideo0\\.m3u8")
          .containsPattern(
              "CODECS=\"avc1\\.[^\"]*,mp4a\\.40\\.2\",RESOLUTION=160x90,FRAME-RATE=25\\.000,"
                  + "AUDIO=\"sound\"[^\n]*\nvideo1\\.m3u8");
      assertThat(JUDGE.streams(server.playback("/live/demo/index.m3u8").toString()))
          .extracting(stream ->
              stream.type().equals("video")
                  ? stream.width() + "x" + stream.height()
                  : String.valueOf(stream.sampleRate()))
          .containsExactlyInAnyOrder("320x180", "160x90", "48000", "44100");
      for (String name : List.of("video0", "video1", "audio0", "audio1")) {
        String address = server.playback("/live/demo/" + name + ".m3u8").toString();
        assertThat(JUDGE.decodeErrors(address, 2)).as(name).isEmpty();
      }

      Page page = browser.page();
      HlsPage player = HlsPage.open(page, server.playback("/live/demo/index.m3u8"));
      player.awaitPlaying();
      assertThat(page.evaluate("hls.levels.map(level => level.width + 'x' + level.height)"))
          .isEqualTo(List.of("160x90", "320x180"));
      assertThat(player.number("hls.audioTracks.length")).isEqualTo(2);
      for (int[] level : new int[][] {{0, 160}, {1, 320}, {0, 160}}) {
        page.evaluate("level => { hls.nextLevel = level; }", level[0]);
        player.awaitTrue("video.videoWidth === " + level[1]);
        awaitMorePictures(player);
      }
      page.evaluate("hls.audioTrack = 1");
      player.awaitTrue("hls.audioTrack === 1");
      awaitMorePictures(player);
      assertThat(player.errors()).isEmpty();
      assertThat(publisher.isRunning()).isTrue();
      page.context().close();
    }
  }

  private static void awaitMorePictures(HlsPage player) {
    double frames = player.number("video.getVideoPlaybackQuality().totalVideoFrames");
    double time = player.number("video.currentTime");
    player.awaitTrue(
        "video.getVideoPlaybackQuality().totalVideoFrames > %f && video.currentTime > %f"
            .formatted(frames + 40, time + 1.5));
  }

  @Test
  void leavesAPlayerWithoutHevcTheOtherPicture() throws Exception {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher = publish(server, TWO, AVC_AND_HEVC + " " + SOUNDS)) {
      assertThat(awaitIndex(server))
          .containsPattern("CODECS=\"avc1\\.[^\"]*\",RESOLUTION=320x180")
          .containsPattern("CODECS=\"hvc1\\.[^\"]*\",RESOLUTION=160x90");
      for (String name : List.of("video0", "video1")) {
        String address = server.playback("/live/demo/" + name + ".m3u8").toString();
        assertThat(JUDGE.decodeErrors(address, 2)).as(name).isEmpty();
      }
      String further = server.playback("/live/demo.flv?video=1&audio=none").toString();
      DecodedStream decoded = DecodedStream.of(FfmpegProgram.BUNDLED, further, 2);
      assertThat(decoded.complaints()).isEmpty();
      assertThat(decoded.forms()).isEqualTo(List.of("160x90"));

      Page page = browser.page();
      HlsPage player = HlsPage.open(page, server.playback("/live/demo/index.m3u8"));
      player.awaitPlaying();
      awaitMorePictures(player);
      assertThat(player.number("video.videoWidth")).isEqualTo(320);
      assertThat(publisher.isRunning()).isTrue();
      page.context().close();
    }
  }

  @Test
  void recordsAllTracksInOneFile() throws Exception {
    try (RunningServer server = RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher publisher = publish(server, TWO, AVC_TWICE + " -t 4 " + SOUNDS)) {
        assertThat(publisher.awaitExit(60)).as(publisher.log()).isZero();
      }
      Config recording = api.awaitState("ready");

      assertThat(recording.getConfigList("files")).hasSize(1);
      assertThat(recording.getInt("width")).isEqualTo(320);
      String file = server.playback(recording.getString("urls.mp4")).toString();
      assertThat(JUDGE.decodeErrors(file, 60)).isEmpty();
      assertThat(JUDGE.streams(file))
          .extracting(stream ->
              stream.type().equals("video")
                  ? stream.width() + "x" + stream.height()
                  : String.valueOf(stream.sampleRate()))
          .containsExactlyInAnyOrder("320x180", "160x90", "48000", "44100");
      long pictures =
          JUDGE.packets(file, 60).stream().filter(packet -> packet.type().equals("video")).count();
      assertThat(pictures).isEqualTo(200);
    }
  }

  @Test
  void keepsEverybodyWhenThePublisherComesBackWithOneTrackAndWithTwoAgain() throws Exception {
    try (RunningServer server =
            RunningServer.openWith(
                Map.of(
                    "VITRINE_RECONNECT_GRACE_SECONDS", "30", "VITRINE_RECORDING_FORMAT", "mp4"));
        RecordingApiClient api = new RecordingApiClient(server)) {
      FfmpegPublisher publisher = publish(server, TWO, AVC_TWICE + " " + SOUNDS);
      String _ = awaitIndex(server);
      Page page = browser.page();
      HlsPage player = HlsPage.open(page, server.playback("/live/demo/index.m3u8"));
      try (FlvViewer main = FlvViewer.watch(server.playback("/live/demo.flv"));
          FlvViewer further = FlvViewer.watch(server.playback("/live/demo.flv?video=1&audio=1"))) {
        player.awaitPlaying();
        page.evaluate("hls.nextLevel = 0");
        player.awaitTrue("video.videoWidth === 160");
        awaitMorePictures(player);
        await().atMost(PATIENCE).until(() -> pictures(further) > 10);

        publisher.kill();
        awaitState(server, StreamState.RECONNECTING);
        long before = pictures(main);
        // It plays what will not come back, and is free to choose something else.
        page.evaluate("hls.nextLevel = -1");
        publisher = publish(server, ONE, AVC_ONCE + " -c:a aac -ar 48000 -ac 2");
        await().atMost(PATIENCE).until(() -> pictures(main) > before + 25);
        player.awaitTrue("video.videoWidth === 320");
        awaitMorePictures(player);
        assertThat(server.get(server.playback("/live/demo/index.m3u8")).body())
            .contains("\nvideo0.m3u8")
            .doesNotContain("\nvideo1.m3u8");
        assertThat(server.get(server.playback("/live/demo/video1.m3u8")).statusCode())
            .isEqualTo(404);

        publisher.kill();
        awaitState(server, StreamState.RECONNECTING);
        long mainBefore = pictures(main);
        long furtherBefore = pictures(further);
        publisher = publish(server, TWO, AVC_TWICE + " " + SOUNDS);
        await().atMost(PATIENCE).until(() -> pictures(main) > mainBefore + 25);
        await().atMost(PATIENCE).until(() -> pictures(further) > furtherBefore + 25);
        awaitMorePictures(player);
        page.evaluate("hls.nextLevel = 0");
        player.awaitTrue("video.videoWidth === 160");
        awaitMorePictures(player);
        assertThat(player.errors()).noneMatch(error -> error.startsWith("fatal"));
        assertThat(List.of(main.isBroken(), further.isBroken())).containsOnly(false);
      } finally {
        page.context().close();
        publisher.end();
      }
      Config recording = api.awaitState("ready");
      List<String> errors = new ArrayList<>();
      for (Config file : recording.getConfigList("files")) {
        String path = "/vod/%s/%s".formatted(recording.getString("id"), file.getString("name"));
        errors.add(JUDGE.decodeErrors(server.playback(path).toString(), 60));
      }
      assertThat(errors).isNotEmpty().containsOnly("");
    }
  }

  private static void awaitState(RunningServer server, StreamState state) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> server.hub().find(DEMO).map(LiveStream::state).stream().toList(),
            List.of(state)::equals);
  }

  private static void awaitTracks(RunningServer server, List<Integer> tracks) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> server.hub().find(DEMO).map(LiveStream::videoTracks).orElse(List.of()),
            tracks::equals);
  }

  /** The multivariant playlist, once everything in it is known. */
  private static String awaitIndex(RunningServer server) throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(server.get(server.playback("/live/demo/index.m3u8")).body())
                .contains("\nvideo0.m3u8", "\nvideo1.m3u8", "audio0.m3u8", "audio1.m3u8"));
    return server.get(server.playback("/live/demo/index.m3u8")).body();
  }

  private static FfmpegPublisher publish(RunningServer server, String maps, String codecs)
      throws IOException {
    String arguments =
        "-re -f lavfi -i testsrc2=size=320x180:rate=25 -re -f lavfi -i sine=sample_rate=48000 "
            + maps
            + " -pix_fmt yuv420p "
            + codecs;
    return FfmpegPublisher.publish(
        FfmpegProgram.BUNDLED, List.of(arguments.split(" +", -1)), server.publishAddress("demo"));
  }
}
