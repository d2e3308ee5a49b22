package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.HlsPage;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events are posted while real players play, and arrive with the picture they belong to. */
class TimedEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double TOLERANCE_SECONDS = 0.3;
  private static final Path MPEGTS = Path.of("target", "classes", "page", "players", "mpegts.js");

  /** Keeps of each event what the player knew of the picture when it came. */
  private static final String PLAY_FLV =
      """
      url => {
        const video = document.getElementById("video");
        Object.assign(window, { video, events: [], errors: [] });
        const player = mpegts.createPlayer({ type: "flv", isLive: true, url }, { enableWorker: false });
        player.on(mpegts.Events.ERROR, (type, detail) => window.errors.push(type + " " + detail));
        player.on(mpegts.Events.SCRIPTDATA_ARRIVED, data => {
          if (data.onTextData) {
            const ranges = video.buffered;
            window.events.push({ ...data.onTextData, shown: video.currentTime,
                loaded: ranges.length ? ranges.end(ranges.length - 1) : 0 });
          }
        });
        player.attachMediaElement(video);
        player.load();
        video.play();
      }
      """;

  /** Cues of timed metadata as hls.js has made them, in the order of their times. */
  private static final String CUES =
      """
      () => [...video.textTracks].filter(track => track.kind === "metadata")
          .flatMap(track => [...(track.cues ?? [])])
          .map(cue => ({ type: cue.type, key: cue.value?.key ?? "", data: String(cue.value?.data ?? ""),
              start: cue.startTime, end: cue.endTime }))
      """;

  /** Where on the player's clock a time of day is, seconds. */
  private static final String MEDIA_TIME =
      """
      wallClock => {
        const fragments = hls.latestLevelDetails.fragments.filter(f => f.programDateTime);
        const known = fragments.findLast(f => f.programDateTime <= wallClock) ?? fragments[0];
        return known.start + (wallClock - known.programDateTime) / 1000;
      }
      """;

  private static Browser browser;

  private final RunningServer server =
      RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "mp4"));

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private FfmpegPublisher publish() throws IOException {
    return FfmpegPublisher.publish(
        FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("demo"));
  }

  private void postAgain() {
    try {
      Config _ = post("again", 500);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Config post(String id, long durationMillis) throws IOException, InterruptedException {
    String json =
        """
        {"id": "%s", "name": "product.pinned", "durationMillis": %d, "data": {"sku": "A \\"7\\"", "größe": "é"}}
        """
            .formatted(id, durationMillis);
    var answer = server.post("/api/v1/streams/demo/events", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RecordingApiClient.json(answer.body());
  }

  private static Page playFlv(URI address) {
    Page page = browser.page();
    page.setContent("<video id=video muted playsinline></video>");
    page.addScriptTag(new Page.AddScriptTagOptions().setPath(MPEGTS));
    page.evaluate(PLAY_FLV, address.toString());
    return page;
  }

  private static void awaitTrue(Page page, String expression) {
    page.waitForFunction(
        "() => " + expression,
        null,
        new Page.WaitForFunctionOptions().setTimeout((double) PATIENCE.toMillis()));
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  @Test
  void reachMpegtsJsTogetherWithTheirPicture() throws Exception {
    // Whoever waits sees the stream's clock from its zero on.
    Page page = playFlv(server.playback("/live/demo.flv?wait=30"));
    try (FfmpegPublisher publisher = publish()) {
      awaitTrue(page, "video.currentTime > 1");
      Config posted = post("pin-7", 60_000);
      awaitTrue(page, "events.length === 1");
      double time = posted.getLong("timeMillis") / 1000.0;

      assertThat(page.evaluate("[events[0].id, events[0].name, events[0].duration].join()"))
          .isEqualTo("pin-7,product.pinned,60000");
      assertThat(page.evaluate("JSON.parse(events[0].text)['größe']")).isEqualTo("é");
      assertThat(page.evaluate("JSON.parse(events[0].text).sku")).isEqualTo("A \"7\"");
      assertThat(number(page, "events[0].time") / 1000).isCloseTo(time, within(0.001));
      // It comes with the data of its picture, and no later than that is shown.
      assertThat(number(page, "events[0].loaded")).isCloseTo(time, within(0.5));
      assertThat(number(page, "events[0].shown")).isLessThanOrEqualTo(time + TOLERANCE_SECONDS);
      awaitTrue(page, "video.currentTime > " + (time + 0.5));

      Config _ = post("over", 0);
      awaitTrue(page, "events.length === 2");
      awaitNextKeyFrame(page);
      Page late = playFlv(server.playback("/live/demo.flv"));
      awaitTrue(
          late, "video.currentTime > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 25");
      assertThat(late.evaluate("events.map(event => event.id).join()")).isEqualTo("pin-7");

      assertThat(server.delete("/api/v1/streams/demo/events/pin-7")).isEqualTo(200);
      awaitTrue(page, "events.length === 3");
      assertThat(page.evaluate("events[2].id + events[2].time"))
          .isEqualTo(page.evaluate("events[0].id + events[0].time"));
      assertThat(number(page, "events[2].duration")).isBetween(500.0, 30_000.0);
      awaitNextKeyFrame(page);
      Page later = playFlv(server.playback("/live/demo.flv"));
      awaitTrue(
          later, "video.currentTime > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 50");
      assertThat(later.evaluate("events.map(event => event.id).join()")).isEqualTo("");
      assertThat(page.evaluate("errors.join()")).isEqualTo("");
      assertThat(publisher.isRunning()).isTrue();
      late.context().close();
      later.context().close();
    }
    page.context().close();
  }

  /** Who comes before that begins ahead of what has just happened, and is told of it. */
  private static void awaitNextKeyFrame(Page page) {
    awaitTrue(page, "video.currentTime > " + (number(page, "video.currentTime") + 2));
  }

  private static List<Map<String, Object>> cues(Page page, String condition) {
    @SuppressWarnings("unchecked") // The page answers a list of objects.
    List<Map<String, Object>> all =
        (List<Map<String, Object>>)
            page.evaluate("(" + CUES.strip() + ")().filter(cue => " + condition + ")");
    return all;
  }

  private static double seconds(Map<String, Object> cue, String name) {
    return ((Number) Objects.requireNonNull(cue.get(name))).doubleValue();
  }

  @Test
  void reachHlsJsOnceInPlaylistAndInMediaAtTheirTime() throws Exception {
    try (FfmpegPublisher publisher = publish()) {
      Page page = browser.page();
      HlsPage player = HlsPage.open(page, server.playback("/live/demo/index.m3u8?wait=20"));
      player.awaitPlaying();
      // Chromium empties the new track of metadata, into which hls.js has put the very first.
      Config _ = post("first", 0);
      awaitCues(page, "cue.key === 'TXXX' && cue.data.includes('first')", 1);
      page.waitForTimeout(1_000);
      long before = System.currentTimeMillis();
      Config _ = post("pin-7", 60_000);
      long wallClock = (before + System.currentTimeMillis()) / 2;
      Config _ = post("flash", 0);

      awaitCues(page, "cue.key === 'X-EVENT' && cue.data === 'pin-7'", 1);
      awaitCues(page, "cue.key === 'TXXX' && cue.data.includes('pin-7')", 1);
      page.waitForTimeout(3_000);
      double expected = number(page, "(" + MEDIA_TIME.strip() + ")(" + wallClock + ")");
      var inPlaylist = cues(page, "cue.key === 'X-EVENT' && cue.data === 'pin-7'");
      var inMedia = cues(page, "cue.key === 'TXXX' && cue.data.includes('pin-7')");
      assertThat(inPlaylist).hasSize(1);
      assertThat(inMedia).hasSize(1);
      for (var cue : List.of(inPlaylist.getFirst(), inMedia.getFirst())) {
        assertThat(seconds(cue, "start")).isCloseTo(expected, within(TOLERANCE_SECONDS));
      }
      assertThat(seconds(inPlaylist.getFirst(), "end")).isCloseTo(expected + 60, within(0.5));
      assertThat(player.metadata()).hasSize(3);
      var data =
          cues(page, "cue.key === 'X-DATA' && decodeURIComponent(cue.data).includes('größe')");
      assertThat(data).isNotEmpty();

      // Who comes late finds what is in force, and not what is over.
      Page latePage = browser.page();
      HlsPage late = HlsPage.open(latePage, server.playback("/live/demo/index.m3u8"));
      late.awaitPlaying();
      latePage.waitForTimeout(1_000);
      String inForce =
          "cue.key === 'X-EVENT' && cue.start <= video.currentTime && cue.end > video.currentTime";
      assertThat(cues(latePage, inForce))
          .extracting(cue -> cue.get("data"))
          .containsExactly("pin-7");

      assertThat(server.delete("/api/v1/streams/demo/events/pin-7")).isEqualTo(200);
      for (Page each : List.of(page, latePage)) {
        awaitTrue(each, "(" + CUES.strip() + ")().filter(cue => " + inForce + ").length === 0");
      }
      assertThat(player.errors()).isEmpty();
      assertThat(late.errors()).isEmpty();
      assertThat(publisher.isRunning()).isTrue();
      latePage.context().close();
      page.context().close();
    }
  }

  private static void awaitCues(Page page, String condition, int count) {
    awaitTrue(
        page, "(" + CUES.strip() + ")().filter(cue => " + condition + ").length === " + count);
  }

  @ParameterizedTest
  @EnumSource
  void disturbNoFfmpeg(FfmpegProgram program) throws Exception {
    try (FfmpegPublisher publisher = publish()) {
      await()
          .atMost(PATIENCE)
          .until(() -> server.get(server.playback("/live/demo/index.m3u8")).statusCode() == 200);
      Config _ = post("pin-7", 60_000);
      FfprobeJudge judge = new FfprobeJudge(program);
      String flv = server.playback("/live/demo.flv").toString();
      for (String address :
          List.of(
              flv,
              server.publishAddress("demo"),
              server.playback("/live/demo/index.m3u8").toString())) {
        try (ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor()) {
          // One that fails ends the schedule.
          ScheduledFuture<?> posting =
              schedule.scheduleAtFixedRate(this::postAgain, 0, 250, TimeUnit.MILLISECONDS);
          assertThat(judge.decodeErrors(address, 2)).as(address).isEmpty();
          assertThat(posting.isDone()).isFalse();
          posting.cancel(false);
        }
      }
      // FFmpeg takes the member "text" of onTextData for a subtitle.
      for (String address : List.of(flv, server.publishAddress("demo"))) {
        assertThat(subtitles(program, address)).contains("{\"sku\":\"A \\\"7\\\"\"");
      }
      assertThat(publisher.isRunning()).isTrue();
    }
  }

  private static String subtitles(FfmpegProgram program, String address) {
    List<String> command =
        List.of(
            program.ffmpeg(),
            "-v",
            "error",
            "-i",
            address,
            "-map",
            "0:s",
            "-c",
            "copy",
            "-t",
            "1",
            "-f",
            "data",
            "-");
    try (ExternalProcess ffmpeg = ExternalProcess.start("Debian: ffmpeg", command)) {
      await().atMost(PATIENCE).until(() -> !ffmpeg.isRunning() || ffmpeg.output().contains("sku"));
      return ffmpeg.output();
    }
  }

  @Test
  void areKeptByTheRecordingAtTheirTime() throws Exception {
    Config posted;
    try (RecordingApiClient api = new RecordingApiClient(server)) {
      try (FfmpegPublisher publisher = publish()) {
        Config _ = api.awaitMillis(1_500);
        posted = post("pin-7", 60_000);
        Config _ = api.awaitMillis(3_500);
        assertThat(server.delete("/api/v1/streams/demo/events/pin-7")).isEqualTo(200);
        Config _ = api.awaitMillis(5_000);
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      Config recording = api.get("recordings/" + ready.getString("id"));
      List<? extends Config> events = recording.getConfigList("events");
      assertThat(events.getFirst().getLong("startMillis"))
          .isCloseTo(posted.getLong("timeMillis"), within(100L));
      assertThat(events.getFirst().getString("data.sku")).isEqualTo("A \"7\"");
      // Its end is told by another event of the same ID.
      assertThat(events.getLast().getString("id")).isEqualTo("pin-7");
      assertThat(events.getLast().getLong("durationMillis")).isBetween(1_000L, 10_000L);

      String playlist = server.get(server.playback(recording.getString("urls.hls"))).body();
      Instant begin = date(playlist, "#EXT-X-PROGRAM-DATE-TIME:([^\n]*)");
      Instant start = date(playlist, "#EXT-X-DATERANGE:ID=\"pin-7.*?START-DATE=\"([^\"]*)\"");
      assertThat(Duration.between(begin, start).toMillis())
          .isCloseTo(events.getFirst().getLong("startMillis"), within(100L));
      String file = server.playback(recording.getString("urls.mp4")).toString();
      FfprobeJudge judge = new FfprobeJudge(FfmpegProgram.BUNDLED);
      assertThat(judge.decodeErrors(file, 60)).isEmpty();
      assertThat(
              judge.decodeErrors(server.playback(recording.getString("urls.hls")).toString(), 60))
          .isEmpty();

      Page page = browser.page();
      HlsPage player = HlsPage.open(page, server.playback(recording.getString("urls.hls")));
      player.awaitPlaying();
      awaitCues(page, "cue.key === 'TXXX' && cue.data.includes('pin-7')", 2);
      double expected = events.getFirst().getLong("startMillis") / 1000.0;
      var cues = cues(page, "cue.data.includes('pin-7')");
      assertThat(cues)
          .allSatisfy(cue -> assertThat(seconds(cue, "start")).isCloseTo(expected, within(0.15)));
      assertThat(player.errors()).isEmpty();
      page.context().close();
    }
  }

  private static Instant date(String playlist, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(playlist);
    assertThat(matcher.find()).as(playlist).isTrue();
    return Instant.parse(matcher.group(1));
  }
}
