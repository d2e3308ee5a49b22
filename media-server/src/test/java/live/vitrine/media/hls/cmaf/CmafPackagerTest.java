package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hls.TestTags;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedSegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmafPackagerTest {
  @TempDir Path folder;
  private CmafStage stage;
  private CmafClient client;

  @BeforeEach
  void start() {
    stage = new CmafStage(folder);
    client = stage.client();
  }

  @AfterEach
  void stop() {
    client.close();
    stage.close();
  }

  private ParsedPlaylist playlist(String name) {
    return PlaylistRules.check(client.get(name).text());
  }

  /** Frames a second, as FLV rounds them, and the part target that follows. */
  @ParameterizedTest
  @CsvSource({
    "60, 0.252",
    "50, 0.262",
    "30, 0.269",
    "29.97, 0.236",
    "25, 0.242",
    "24, 0.252",
    "15, 0.268",
    "10, 0.302",
    "5, 0.202",
    "1, 1.002"
  })
  void makesPartsOfWholeFrames(double rate, BigDecimal target) {
    stage.configureVideo();
    for (int frame = 0; frame < 12 * rate; frame++) {
      stage.picture(0, Math.round(frame * 1000 / rate), frame % Math.round(2 * rate) == 0);
    }
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.partTarget()).isEqualByComparingTo(target);
    assertThat(playlist.target()).isEqualTo(2);
    assertThat(playlist.complete()).hasSize(5);
  }

  @Test
  void takesTheTargetFromTheFirstSegment() {
    stage.configure();
    stage.play(0, 25_000, 5_000);
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.target()).isEqualTo(5);
    assertThat(playlist.complete()).hasSize(4);
  }

  @Test
  void cutsTheFirstSegmentAtSixteenSecondsAtTheLatest() {
    stage.configure();
    stage.play(0, 40_000, 1_000_000);
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.target()).isLessThanOrEqualTo(16);
    assertThat(playlist.complete()).hasSize(2);
  }

  @Test
  void cutsSoundAloneByTime() {
    stage.configureAudio();
    stage.play(0, 20_000, 2_000, List.of(), List.of(0));
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.complete()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(playlist.head).containsKey("EXT-X-INDEPENDENT-SEGMENTS");
    assertThat(client.get("index.m3u8").text()).contains("CODECS=\"mp4a.40.2\"");
  }

  @Test
  void takesInSoundThatComesLate() {
    stage.configureVideo();
    stage.play(0, 6_000, 2_000, List.of(0), List.of());
    stage.configureAudio();
    stage.play(6_000, 10_000, 2_000);
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.segments.stream().filter(ParsedSegment::discontinuity)).hasSize(1);
    assertThat(client.get(playlist.segments.getLast().init()).text()).contains("esds");
  }

  @Test
  void leavesOutTracksThatComeTooLateForTheIndex() {
    stage.configure();
    stage.play(0, 6_000, 2_000);
    stage.configure(TagType.VIDEO, 1);
    stage.play(6_000, 10_000, 2_000, List.of(0, 1), List.of(0));
    assertThat(playlist("main.m3u8").segments.stream().filter(ParsedSegment::discontinuity))
        .isEmpty();
    assertThat(stage.shows.counters().leftOut()).isEqualTo(100);
  }

  @Test
  void countsInterruptionsAlikeInATrackThatWasAway() {
    stage.configure();
    stage.configure(TagType.VIDEO, 1);
    stage.play(0, 4_000, 2_000, List.of(0, 1), List.of(0));
    stage.stream.onReconnecting();
    stage.stream.onTakeover();
    stage.configure();
    stage.play(4_040, 8_040, 2_000, List.of(0), List.of(0));
    // Who asks for what is away is told to take something else.
    assertThat(client.get("video1.m3u8").status()).isEqualTo(404);
    assertThat(client.get("index.m3u8").text())
        .contains("video0.m3u8", "audio0.m3u8")
        .doesNotContain("video1.m3u8");
    stage.stream.onReconnecting();
    stage.stream.onTakeover();
    stage.configure();
    stage.configure(TagType.VIDEO, 1);
    stage.play(8_080, 12_080, 2_000, List.of(0, 1), List.of(0));

    for (String name : List.of("video0.m3u8", "video1.m3u8", "audio0.m3u8")) {
      assertThat(client.get(name).text().lines().filter("#EXT-X-DISCONTINUITY"::equals))
          .as(name)
          .hasSize(2);
    }
    assertThat(client.get("index.m3u8").text()).contains("video1.m3u8");
  }

  @Test
  void doesNotInterruptAllForAGapInOne() {
    stage.configure();
    stage.configure(TagType.VIDEO, 1);
    stage.play(0, 4_000, 2_000, List.of(0, 1), List.of(0));
    stage.play(4_000, 8_000, 2_000, List.of(0), List.of(0));
    stage.play(8_000, 12_000, 2_000, List.of(0, 1), List.of(0));

    for (String name : List.of("video0.m3u8", "video1.m3u8", "audio0.m3u8")) {
      assertThat(client.get(name).text()).as(name).doesNotContain("#EXT-X-DISCONTINUITY\n");
    }
  }

  @Test
  void interruptsAllForAGapInTheLeadingOne() {
    stage.configure();
    stage.configure(TagType.VIDEO, 1);
    stage.play(0, 4_000, 2_000, List.of(0, 1), List.of(0));
    stage.play(8_000, 12_000, 2_000, List.of(0, 1), List.of(0));

    for (String name : List.of("video0.m3u8", "video1.m3u8", "audio0.m3u8")) {
      assertThat(client.get(name).text().lines().filter("#EXT-X-DISCONTINUITY"::equals))
          .as(name)
          .hasSize(1);
    }
  }

  @Test
  void doesNotStretchAPictureOverAGap() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    stage.play(9_000, 13_000, 1_000_000);
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.segments.stream().filter(ParsedSegment::discontinuity)).hasSize(1);
  }

  @Test
  void beginsAnewAfterAJump() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    stage.advance(4_000);
    stage.stream.onDiscontinuity();
    stage.play(5_040, 9_000, 2_000);
    ParsedSegment first =
        playlist("main.m3u8").segments.stream()
            .filter(ParsedSegment::discontinuity)
            .findFirst()
            .orElseThrow();
    assertThat(first.wallClock()).isEqualTo(CmafStage.START.plusMillis(9_000));
  }

  @Test
  void survivesConfigurationsThatChangeEverySecond() {
    stage.configure();
    for (int second = 0; second < 40; second++) {
      stage.tag(TestTags.audioConfiguration(second % 2 == 0 ? "1190" : "1210"));
      stage.play(second * 1_000L, second * 1_000L + 1_000, 1_000);
    }
    ParsedPlaylist playlist = playlist("main.m3u8");
    assertThat(playlist.complete()).hasSizeGreaterThan(30);
    for (ParsedSegment segment : playlist.complete()) {
      assertThat(client.get(segment.init()).status()).isEqualTo(200);
    }
  }

  @Test
  void countsWhatMakesNoSense() {
    stage.configure();
    stage.tag(TestTags.videoConfiguration("00"));
    assertThat(stage.shows.counters().damaged()).isEqualTo(1);
  }

  @Test
  void takesNoBurstForTheTimeOfDay() {
    stage.configure();
    stage.advance(700);
    // A publisher that has connected sends what it has kept back.
    for (long time = 0; time < 400; time += 40) {
      stage.picture(0, time, time == 0);
    }
    for (long time = 400; time < 6_000; time += 40) {
      stage.picture(0, time, time % 2_000 == 0);
      stage.advance(40);
    }
    assertThat(playlist("main.m3u8").segments.getFirst().wallClock())
        .isEqualTo(CmafStage.START.plusMillis(300));
  }
}
