package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hls.TestTags;
import live.vitrine.media.hls.cmaf.CmafClient.Answer;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedPart;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedSegment;
import live.vitrine.media.hub.TimedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmafRouteTest {
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

  private ParsedPlaylist playlist(String query) {
    Answer answer = client.get("main.m3u8" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return PlaylistRules.check(answer.text());
  }

  @Test
  void namesOneRenditionForOneTrackOfEachKind() {
    stage.configure();
    stage.play(0, 3_000, 1_000);

    Answer answer = client.get("index.m3u8");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).contains("content-type: application/vnd.apple.mpegurl");
    assertThat(answer.text())
        .matches(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-STREAM-INF:BANDWIDTH=\\d+,AVERAGE-BANDWIDTH=\\d+,CODECS="avc1.64001f,mp4a.40.2",\
            RESOLUTION=1280x720,FRAME-RATE=25.000,CLOSED-CAPTIONS=NONE
            main.m3u8
            """);
  }

  @Test
  void keepsToTheRulesFromPartToPart() {
    stage.configure();
    List<ParsedPlaylist> seen = new ArrayList<>();
    for (long time = 0; time < 40_000; time += 40) {
      stage.play(time, time + 40, 40L * (time % 2_000 == 0 ? 1 : 1_000_000));
      if (!stage.show().isReady()) {
        continue;
      }
      ParsedPlaylist full = playlist("");
      PlaylistRules.checkDelta(full, playlist("?_HLS_skip=YES"));
      PlaylistRules.checkDelta(full, playlist("?_HLS_skip=v2"));
      if (!seen.isEmpty()) {
        PlaylistRules.checkFollows(seen.getLast(), full);
      }
      seen.add(full);
    }
    ParsedPlaylist last = seen.getLast();
    assertThat(last.target()).isEqualTo(2);
    assertThat(last.partTarget()).isEqualByComparingTo(new BigDecimal("0.242"));
    assertThat(last.complete()).hasSizeGreaterThanOrEqualTo(18);
    assertThat(playlist("?_HLS_skip=YES").skip).containsKey("SKIPPED-SEGMENTS");
  }

  @Test
  void segmentsAreTheirPartsOneAfterTheOther() {
    stage.configure();
    stage.play(0, 9_000, 2_000);
    ParsedPlaylist playlist = playlist("");

    for (ParsedSegment segment : playlist.complete()) {
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      for (ParsedPart part : segment.parts()) {
        parts.writeBytes(client.get(part.uri()).body());
      }
      Answer whole = client.get(segment.address());
      assertThat(whole.head()).contains("content-type: video/mp4", "immutable");
      if (!segment.parts().isEmpty()) {
        assertThat(parts.toByteArray()).isEqualTo(whole.body());
      }
      assertThat(new String(whole.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("moof");
      assertThat(client.get(segment.init()).text()).contains("ftyp", "moov", "avcC", "esds");
    }
  }

  @Test
  void holdsAPlaylistUntilItsPartIsThere() {
    stage.configure();
    stage.play(0, 2_500, 2_000);
    ParsedPlaylist before = playlist("");
    int next = before.openParts().size();

    client.ask("main.m3u8?_HLS_msn=2&_HLS_part=" + next);
    assertThat(client.isWaiting()).isTrue();
    stage.play(2_520, 2_800, 1_000_000);

    ParsedPlaylist after = PlaylistRules.check(client.answer().text());
    assertThat(after.openParts()).hasSizeGreaterThan(next);
    PlaylistRules.checkFollows(before, after);
  }

  @Test
  void holdsAPartThatIsHintedAt() {
    stage.configure();
    stage.play(0, 2_500, 2_000);
    String hint = playlist("").hinted();

    client.ask(hint);
    assertThat(client.isWaiting()).isTrue();
    stage.play(2_520, 2_800, 1_000_000);

    Answer part = client.answer();
    assertThat(part.status()).isEqualTo(200);
    assertThat(part.body()).isEqualTo(client.get(hint).body());
  }

  @Test
  void takesAPartBehindTheLastOneForTheFirstOfTheNextSegment() {
    stage.configure();
    stage.play(0, 2_040, 2_000);
    client.ask("main.m3u8?_HLS_msn=1&_HLS_part=40");
    assertThat(client.isWaiting()).isTrue();
    stage.play(2_040, 2_400, 1_000_000);
    assertThat(PlaylistRules.check(client.answer().text()).openParts()).isNotEmpty();
  }

  @Test
  void answersInVainAfterThreeTargetDurations() {
    stage.configure();
    stage.play(0, 2_500, 2_000);
    client.ask("main.m3u8?_HLS_msn=3");
    client.advance(5_999);
    assertThat(client.isWaiting()).isTrue();
    client.advance(2);
    assertThat(client.answer().status()).isEqualTo(503);
    assertThat(stage.show().rendition("main").orElseThrow().waiters().size()).isZero();
  }

  @Test
  void keepsPlayersAskingWhileThePublisherMayComeBack() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    ParsedPlaylist before = playlist("");
    stage.stream.onReconnecting();
    ParsedPlaylist gone = playlist("");
    PlaylistRules.checkFollows(before, gone);
    assertThat(gone.ended).isFalse();
    // Nothing is held back: the last frame is in a segment that is complete.
    assertThat(gone.openParts()).isEmpty();
    assertThat(gone.complete()).hasSize(3);

    client.ask("main.m3u8?_HLS_msn=4&_HLS_part=0");
    client.advance(6_001);
    PlaylistRules.checkFollows(gone, PlaylistRules.check(client.answer().text()));

    stage.advance(10_000);
    stage.stream.onTakeover();
    stage.configure();
    stage.play(5_040, 8_000, 2_000);
    ParsedPlaylist back = playlist("");
    PlaylistRules.checkFollows(gone, back);
    ParsedSegment first = back.segments.get(3);
    assertThat(first.discontinuity()).isTrue();
    assertThat(first.sequence()).isEqualTo(4);
    assertThat(first.wallClock()).isEqualTo(CmafStage.START.plusMillis(15_000));
  }

  @Test
  void beginsAnewWithAnotherConfiguration() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    String first = playlist("").segments.getFirst().map();
    stage.tag(TestTags.audioConfiguration("1190"));
    stage.play(5_000, 9_000, 2_000);

    ParsedPlaylist playlist = playlist("");

    ParsedSegment changed =
        playlist.segments.stream().filter(ParsedSegment::discontinuity).findFirst().orElseThrow();
    assertThat(changed.map()).isNotEqualTo(first);
    assertThat(client.get(changed.init()).status()).isEqualTo(200);
    assertThat(playlist.segments.stream().filter(ParsedSegment::discontinuity)).hasSize(1);
  }

  @Test
  void cutsAtTheTargetWhereNoKeyFrameComes() {
    stage.configure();
    stage.play(0, 2_000, 2_000);
    stage.play(2_000, 20_000, 1_000_000);

    ParsedPlaylist playlist = playlist("");

    assertThat(playlist.target()).isEqualTo(2);
    assertThat(playlist.complete()).hasSizeGreaterThan(7);
    assertThat(playlist.head).doesNotContainKey("EXT-X-INDEPENDENT-SEGMENTS");
  }

  @Test
  void endsWithEverythingInSegments() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    ParsedPlaylist before = playlist("");
    stage.stream.onEnd();

    ParsedPlaylist ended = playlist("?_HLS_msn=4&_HLS_part=7");

    assertThat(ended.ended).isTrue();
    PlaylistRules.checkFollows(before, ended);
    BigDecimal sum =
        ended.complete().stream()
            .map(ParsedSegment::duration)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(new BigDecimal("5"));
  }

  @Test
  void isOneAddressForShowAfterShow() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    stage.stream.onEnd();
    long next = playlist("").segments.getLast().sequence() + 1;
    stage.stream = stage.start();
    stage.configure();
    stage.play(0, 3_000, 1_000);

    ParsedPlaylist sequel = playlist("");

    assertThat(sequel.mediaSequence()).isEqualTo(next);
    assertThat(sequel.discontinuitySequence()).isEqualTo(1);
  }

  @Test
  void givesEveryTrackARenditionWhereThereAreSeveral() {
    stage.configure();
    stage.configure(TagType.VIDEO, 1);
    stage.configure(TagType.AUDIO, 1);
    stage.play(0, 9_000, 2_000, List.of(0, 1), List.of(0, 1));

    String index = client.get("index.m3u8").text();

    assertThat(index.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
        .hasSize(2)
        .allMatch(line -> line.contains("AUDIO=\"sound\""));
    assertThat(index.lines().filter(line -> line.startsWith("#EXT-X-MEDIA:TYPE=AUDIO"))).hasSize(2);
    for (String name : List.of("video0", "video1", "audio0", "audio1")) {
      assertThat(index).contains(name + ".m3u8");
      ParsedPlaylist playlist = PlaylistRules.check(client.get(name + ".m3u8").text());
      assertThat(playlist.complete()).hasSize(4);
      assertThat(playlist.reports).hasSize(3);
    }
  }

  @Test
  void putsEventsIntoPlaylistAndMedia() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    String json = "{\"text\":\"50% \\\"off\\\" für alle\"}";
    stage.stream.onEvent(new TimedEvent("sale", "product.pinned", 5_000, 1_500, json));
    stage.play(5_000, 6_000, 1_000_000);

    ParsedPlaylist playlist = playlist("");
    assertThat(playlist.dateRanges).hasSize(1);
    assertThat(playlist.dateRanges.getFirst())
        .containsEntry("ID", "sale")
        .containsEntry("START-DATE", "2026-11-20T10:00:05.000Z")
        .containsEntry("DURATION", "1.500");
    String data = ParsedPlaylist.value(playlist.dateRanges.getFirst(), "X-DATA");
    assertThat(URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.UTF_8)).isEqualTo(json);
    String media =
        playlist.openParts().stream()
            .map(part -> client.get(part.uri()).text())
            .reduce("", String::concat);
    assertThat(media).contains("emsg", EventMessages.SCHEME, "live.vitrine.event", json);

    // Another with the same id takes its place under another ID.
    stage.stream.onEvent(new TimedEvent("sale", "product.pinned", 6_000, 0, "1"));
    stage.play(6_000, 7_000, 1_000);
    ParsedPlaylist later = playlist("?_HLS_skip=v2");
    assertThat(later.dateRanges).hasSize(1);
    assertThat(later.dateRanges.getFirst()).containsEntry("ID", "sale~2");
  }

  @Test
  void leavesOutOlderDateRangesWhereThatIsAskedFor() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    stage.stream.onEvent(new TimedEvent("old", "b", 5_000, 3_600_000, "1"));
    stage.play(5_000, 45_000, 1_000);
    stage.stream.onEvent(new TimedEvent("new", "b", 45_000, 0, "1"));
    stage.play(45_000, 46_000, 1_000);

    assertThat(playlist("?_HLS_skip=v2").dateRanges)
        .extracting(range -> range.get("ID"))
        .containsExactly("new");
    assertThat(playlist("?_HLS_skip=YES").dateRanges)
        .extracting(range -> range.get("ID"))
        .containsExactly("old", "new");
  }

  @Test
  void namesDateRangesThatAreGone() {
    stage.configure();
    stage.play(0, 5_000, 2_000);
    stage.stream.onEvent(new TimedEvent("a", "b", 5_000, 100, "1"));
    stage.play(5_000, 90_000, 1_000);

    ParsedPlaylist delta = playlist("?_HLS_skip=v2");

    assertThat(delta.dateRanges).isEmpty();
    assertThat(delta.skip).containsEntry("RECENTLY-REMOVED-DATERANGES", "a");
    assertThat(playlist("?_HLS_skip=YES").skip).doesNotContainKey("RECENTLY-REMOVED-DATERANGES");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          _HLS_part=1                   | _HLS_part: allowed with _HLS_msn only
          _HLS_msn=x                    | _HLS_msn: a number of at most 18 digits is allowed
          _HLS_msn=-1                   | _HLS_msn: a number of at most 18 digits is allowed
          _HLS_msn=                     | _HLS_msn: a number of at most 18 digits is allowed
          _HLS_msn=1234567890123456789  | _HLS_msn: a number of at most 18 digits is allowed
          _HLS_msn=1&_HLS_part=1e3      | _HLS_part: a number of at most 9 digits is allowed
          _HLS_msn=1&_HLS_part=1234567890 | _HLS_part: a number of at most 9 digits is allowed
          _HLS_skip=NO                  | _HLS_skip: YES and v2 are allowed
          _HLS_skip=yes                 | _HLS_skip: YES and v2 are allowed
          _HLS_msn=4                    | _HLS_msn, _HLS_part: the playlist ends before segment 2, part 1; ask for that
          _HLS_msn=2&_HLS_part=14       | _HLS_msn, _HLS_part: the playlist ends before segment 2, part 1; ask for that
          wait=31                       | wait: a number of seconds from 0 to 30 is allowed
          """)
  void refusesDirectives(String query, String reason) {
    stage.configure();
    stage.play(0, 2_400, 2_000);
    Answer answer = client.get("main.m3u8?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo(reason + "\n");
    assertThat(answer.head()).contains("access-control-allow-origin: *", "no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video7.m3u8",
        "nosuchshow-main-0.m4s",
        "SHOW-video0-0.m4s",
        "SHOW-main-99.m4s",
        "SHOW-main-999999999999999999.m4s",
        "SHOW-main-1.99.m4s",
        "SHOW-main-2.9.m4s",
        "SHOW-main-init7.mp4",
        "SHOW-main-init999999999.mp4"
      })
  void hasNothingThatIsNotThere(String name) {
    stage.configure();
    stage.play(0, 2_400, 2_000);
    assertThat(client.get(name.replace("SHOW", CmafStage.SHOW)).status()).isEqualTo(404);
  }

  @Test
  void waitsForTheFirstSegment() {
    stage.configure();
    client.ask("index.m3u8");
    stage.play(0, 1_900, 2_000);
    assertThat(client.isWaiting()).isTrue();
    stage.play(1_920, 2_100, 80);
    assertThat(client.answer().status()).isEqualTo(200);
  }

  @Test
  void forgetsRequestsThatAreGivenUp() {
    stage.configure();
    stage.play(0, 2_500, 2_000);
    Waiters waiters = stage.show().rendition("main").orElseThrow().waiters();
    client.ask("main.m3u8?_HLS_msn=3");
    assertThat(waiters.size()).isEqualTo(1);
    client.close();
    assertThat(waiters.size()).isZero();
  }

  @Test
  void sendsRangesOfParts() {
    stage.configure();
    stage.play(0, 2_500, 2_000);
    String uri = playlist("").openParts().getFirst().uri();
    byte[] whole = client.get(uri).body();
    client.send("GET /live/demo/" + uri, "Range: bytes=4-7\r\n");
    Answer range = client.answer();
    assertThat(range.status()).isEqualTo(206);
    assertThat(range.text()).isEqualTo("moof");
    assertThat(range.head()).contains("content-range: bytes 4-7/" + whole.length);
  }

  @Test
  void countsWhoFetchesParts() {
    stage.configure();
    stage.play(0, 2_500, 2_000);
    try (CmafClient other = stage.client()) {
      String part = playlist("").openParts().getFirst().uri();
      assertThat(client.get(part).status()).isEqualTo(200);
      assertThat(other.get(part).status()).isEqualTo(200);
    }
    stage.play(2_520, 8_000, 2_000);
    assertThat(stage.audience).isEqualTo(2);
  }
}
