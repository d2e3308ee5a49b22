package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import live.vitrine.media.flv.TagType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HlsPackagerTest {
  private static final String HEAD =
      """
      #EXTM3U
      #EXT-X-VERSION:6
      #EXT-X-TARGETDURATION:%d
      #EXT-X-MEDIA-SEQUENCE:%d
      """;

  @TempDir Path folder;
  private HlsStage stage;

  @BeforeEach
  void start() {
    stage = new HlsStage(folder, HlsSettings.defaults());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void cutsAtTheFirstKeyFrameAfterTwoSeconds() {
    stage.configureVideo();
    stage.pictures(0, 4001, 1000);

    assertThat(stage.playlist())
        .isEqualTo(
            (HEAD.formatted(2, 0)
                    + """
                    #EXT-X-INDEPENDENT-SEGMENTS
                    #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00.000Z
                    #EXTINF:2.000,
                    demo/SHOW-0.ts
                    #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:02.000Z
                    #EXTINF:2.000,
                    demo/SHOW-1.ts
                    """)
                .replace("SHOW", HlsStage.SHOW));
    var reader = new TransportStreamReader();
    assertThat(stage.segments())
        .allSatisfy(segment -> {
          var units = reader.readSegment(segment);
          assertThat(units).hasSize(50);
          assertThat(units.getFirst().randomAccess()).isTrue();
        });
  }

  @Test
  void listsSixSegmentsAndKeepsOlderOnesForAWhile() {
    stage.configureVideo();
    stage.pictures(0, 60_001, 2000);

    assertThat(stage.playlist())
        .startsWith(HEAD.formatted(2, 24))
        .contains("-24.ts", "-29.ts")
        .doesNotContain("-23.ts", "-30.ts", "ENDLIST");
    // 12 s of list and the segment's own 2 s.
    assertThat(stage.show().snapshot().orElseThrow().segments())
        .extracting(Segment::sequence)
        .startsWith(17L)
        .endsWith(29L);
    assertThat(stage.store.openFiles()).isEqualTo(13 + 1);
  }

  @Test
  void raisesTheTargetOnceForLongGroupsOfPicturesAndNeverLowersIt() {
    stage.configureVideo();
    stage.pictures(0, 20_000, 10_000);
    assertThat(stage.playlist()).contains("#EXT-X-TARGETDURATION:10", "#EXTINF:10.000,");

    stage.pictures(20_000, 100_001, 2000);

    assertThat(stage.playlist()).contains("#EXT-X-TARGETDURATION:10").contains("#EXTINF:2.000,");
    // Three target durations: a player may begin that far from the end.
    assertThat(stage.playlist().lines().filter(line -> line.endsWith(".ts"))).hasSize(15);
  }

  @Test
  void marksWhereThePublisherChanged() {
    stage.configureVideo();
    stage.pictures(0, 3000, 2000);
    stage.advance(7000);
    stage.stream.onDiscontinuity();
    stage.frame(3040); // not decodable any more
    stage.pictures(3080, 5081, 2000);

    assertThat(stage.playlist())
        .isEqualTo(
            (HEAD.formatted(2, 0)
                    + """
                    #EXT-X-INDEPENDENT-SEGMENTS
                    #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00.000Z
                    #EXTINF:2.000,
                    demo/SHOW-0.ts
                    #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:02.000Z
                    #EXTINF:1.000,
                    demo/SHOW-1.ts
                    #EXT-X-DISCONTINUITY
                    #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:07.000Z
                    #EXTINF:2.000,
                    demo/SHOW-2.ts
                    """)
                .replace("SHOW", HlsStage.SHOW));
  }

  @Test
  void announcesNoSoundOfAPublisherBefore() {
    stage.configureVideo();
    stage.configureAudio();
    stage.sound(0, 100);
    stage.pictures(0, 2001, 2000);
    stage.stream.onTakeover();
    stage.configureVideo();
    stage.pictures(3000, 5001, 2000);

    assertThat(tracks(stage.segments().getFirst())).containsExactly(0x100, 0x101);
    assertThat(tracks(stage.segments().getLast())).containsExactly(0x100);
  }

  private static Set<Integer> tracks(byte[] segment) {
    var reader = new TransportStreamReader();
    var _ = reader.readSegment(segment);
    return new TreeSet<>(reader.streamTypes().keySet());
  }

  @Test
  void takesSoundAloneForAloneAfterASecondAlsoBehindPictures() {
    stage.configureVideo();
    stage.pictures(0, 2001, 2000);
    stage.stream.onTakeover();
    stage.configureAudio();
    stage.sound(3000, 6500);

    assertThat(stage.playlist()).contains("-2.ts");
  }

  @Test
  void keepsListedSegmentsOnlyWhileTheStoreIsNearlyFull() {
    long full = keptBytes(SegmentStore.MAX_BUDGET, 13);

    // Room for eight segments, nearly full with six.
    assertThat(keptBytes(full * 8 / 13, 6)).isLessThan(full * 7 / 13);
    assertThat(stage.shows.counters().storeFailures()).isZero();
  }

  private long keptBytes(long budget, int segments) {
    stage.close();
    stage = new HlsStage(folder, HlsSettings.defaults(), budget);
    stage.configureVideo();
    stage.pictures(0, 60_001, 2000);
    assertThat(stage.segments()).hasSize(segments);
    return stage.store.bytes();
  }

  @Test
  void losesSegmentsRatherThanExceedTheStore() {
    stage.close();
    stage = new HlsStage(folder, HlsSettings.defaults(), 30_000);
    stage.configureVideo();
    stage.pictures(0, 20_001, 2000);

    assertThat(stage.store.bytes()).isLessThanOrEqualTo(30_000);
    assertThat(stage.shows.counters().storeFailures()).isPositive();
  }

  @Test
  void countsDiscontinuitiesThatLeftTheList() {
    stage.configureVideo();
    stage.pictures(0, 2000, 2000);
    stage.stream.onDiscontinuity();
    stage.pictures(2000, 12_001, 2000);
    assertThat(stage.playlist()).contains("#EXT-X-DISCONTINUITY\n").doesNotContain("SEQUENCE:1");

    stage.pictures(14_000, 18_001, 2000);

    assertThat(stage.playlist())
        .contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n")
        .doesNotContain("#EXT-X-DISCONTINUITY\n");
  }

  @Test
  void endsTheListWithTheRestAndForgetsItAfterAMinute() {
    stage.configureVideo();
    stage.pictures(0, 3000, 2000);
    stage.stream.onEnd();

    assertThat(stage.playlist())
        .endsWith("#EXTINF:1.000,\ndemo/" + HlsStage.SHOW + "-1.ts\n#EXT-X-ENDLIST\n");

    stage.advance(59_000);
    assertThat(stage.shows.current(HlsStage.STREAM)).isPresent();
    stage.advance(2000);
    assertThat(stage.shows.current(HlsStage.STREAM)).isEmpty();
    assertThat(stage.store.openFiles()).isZero();
  }

  @Test
  void cutsSoundAloneByTimeOnceNoPictureWasAnnounced() {
    stage.configureAudio();
    stage.sound(0, 6000);

    assertThat(stage.playlist())
        .contains("#EXT-X-INDEPENDENT-SEGMENTS")
        .contains("#EXTINF:1.811,")
        .contains("-1.ts");
    var reader = new TransportStreamReader();
    for (byte[] segment : stage.segments()) {
      assertThat(reader.readSegment(segment)).isNotEmpty();
      assertThat(reader.streamTypes()).containsOnlyKeys(TransportStreamReader.AUDIO_PID);
    }
  }

  @Test
  void mixesPicturesAndSound() {
    stage.configureAudio();
    stage.configureVideo();
    List<Integer> pids = new ArrayList<>();
    for (long time = 0; time <= 6000; time += 20) {
      stage.audio(time);
      if (time % 40 == 0) {
        if (time % 2000 == 0) {
          stage.keyFrame(time);
        } else {
          stage.frame(time);
        }
      }
    }

    var reader = new TransportStreamReader();
    for (byte[] segment : stage.segments()) {
      var units = reader.readSegment(segment);
      units.forEach(unit -> pids.add(unit.pid()));
      assertThat(units.getFirst().pid()).isEqualTo(TransportStreamReader.VIDEO_PID);
    }
    assertThat(stage.segments()).hasSize(3);
    assertThat(pids).filteredOn(pid -> pid == TransportStreamReader.VIDEO_PID).hasSize(150);
    assertThat(pids)
        .filteredOn(pid -> pid == TransportStreamReader.AUDIO_PID)
        .hasSizeGreaterThan(60);
  }

  @Test
  void cutsWithoutKeyFramesAfterSixteenSecondsAndStopsCallingSegmentsIndependent() {
    stage.configureVideo();
    stage.pictures(0, 50_000, 1_000_000);

    assertThat(stage.playlist())
        .startsWith(HEAD.formatted(16, 0))
        .doesNotContain("INDEPENDENT")
        .contains("#EXTINF:16.000,");
    assertThat(stage.segments()).hasSize(3);
    assertThat(stage.shows.counters().forcedCuts()).isEqualTo(3);
  }

  @Test
  void cutsWhileOnlySoundComes() {
    stage.configureVideo();
    stage.configureAudio();
    stage.keyFrame(0);
    stage.sound(0, 40_000);

    assertThat(stage.segments()).isNotEmpty();
    assertThat(stage.shows.counters().forcedCuts()).isPositive();
  }

  @Test
  void goesOnWithSoundAloneWhenNoKeyFrameComesAnyMore() {
    stage.configureVideo();
    stage.configureAudio();
    stage.pictures(0, 2001, 2000);
    stage.stream.onDiscontinuity();
    stage.sound(2040, 22_000);

    var reader = new TransportStreamReader();
    assertThat(stage.playlist()).contains("#EXT-X-DISCONTINUITY\n");
    for (byte[] segment : stage.segments()) {
      assertThat(reader.readSegment(segment)).isNotEmpty();
    }
    assertThat(reader.streamTypes()).containsOnlyKeys(TransportStreamReader.AUDIO_PID);

    stage.pictures(22_000, 24_001, 2000);
    assertThat(stage.playlist().split("#EXT-X-DISCONTINUITY\n", -1)).hasSize(3);
  }

  @Test
  void takesInSoundThatBeginsLater() {
    stage.configureVideo();
    stage.pictures(0, 1000, 1000);
    stage.configureAudio();
    stage.audio(1000); // waits for the key frame
    stage.keyFrame(1040);
    stage.audio(1040);
    stage.pictures(1080, 4000, 2000);

    assertThat(stage.playlist()).contains("#EXTINF:1.040,").contains("#EXT-X-DISCONTINUITY\n");
  }

  @Test
  void beginsAnewWhenThePictureFormatChanges() {
    stage.configureVideo();
    stage.pictures(0, 1000, 1000);
    stage.configureVideo(); // the same again: nothing happens
    stage.pictures(1000, 2000, 1000);
    assertThat(stage.show().snapshot()).isEmpty();

    stage.tag(
        TestTags.videoConfiguration(
            "0142c00bffe100196742c00bda05467889b011000003000100000300140f142aa001000468ce0fc8"));
    stage.frame(2000);
    stage.pictures(2040, 4041, 2000);

    assertThat(stage.playlist()).contains("#EXTINF:2.000,").contains("#EXT-X-DISCONTINUITY\n");
    assertThat(
            new TransportStreamReader().readSegment(stage.segments().get(1)).getFirst().payload())
        .contains("6742c00bda05467889b0");
  }

  @Test
  void leavesOutWhatItCannotCarryAndCountsIt() {
    stage.tag(TestTags.tag(TagType.VIDEO, 0, TestTags.hex("90 68766331 01")));
    stage.tag(TestTags.tag(TagType.AUDIO, 0, TestTags.hex("2f ffff")));
    stage.tag(TestTags.videoConfiguration("01"));
    stage.tag(TestTags.audioConfiguration(""));
    stage.tag(TestTags.tag(TagType.SCRIPT, 0, TestTags.hex("02000a")));
    stage.tag(TestTags.tag(TagType.VIDEO, 0, TestTags.hex("17")));
    stage.keyFrame(0); // before any configuration

    assertThat(stage.shows.counters().unsupportedFrames()).isEqualTo(2);
    assertThat(stage.shows.counters().damagedFrames()).isEqualTo(2);
    assertThat(stage.store.openFiles()).isZero();
  }

  @Test
  void keepsNoFileOfASegmentWithoutFrames() {
    stage.configureVideo();
    stage.tag(TestTags.tag(TagType.VIDEO, 0, TestTags.hex("1701000000 00000009 65")));
    stage.stream.onDiscontinuity();

    assertThat(stage.shows.counters().damagedFrames()).isOne();
    assertThat(stage.store.openFiles()).isZero();
  }

  @Test
  void staysWithinItsBoundsWhateverTheBitRate() {
    stage.close();
    stage =
        new HlsStage(
            folder,
            new HlsSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(16),
                100_000,
                6,
                400_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60)));
    stage.configureVideo();
    for (long time = 0; time < 60_000; time += 40) {
      stage.tag(TestTags.video(time, time == 0, 0, new byte[20_000]));
    }

    assertThat(stage.store.bytes()).isLessThan(400_000 + 200_000);
    assertThat(stage.show().snapshot().orElseThrow().segments()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void boundsTheNumberOfFilesWhenEveryFrameIsADiscontinuity() {
    stage.configureVideo();
    for (long time = 0; time < 20_000; time += 40) {
      stage.keyFrame(time);
      stage.stream.onDiscontinuity();
    }

    assertThat(stage.store.openFiles()).isLessThanOrEqualTo(64);
    assertThat(stage.playlist()).contains("#EXT-X-DISCONTINUITY-SEQUENCE:467");
  }

  @Test
  void goesOnInTheNextShowWhereTheLastOneEnded() {
    stage.configureVideo();
    stage.pictures(0, 5000, 2000);
    stage.stream.onEnd();
    HlsShow first = stage.show();

    stage.stream = stage.start();
    assertThat(stage.show()).isNotSameAs(first);
    assertThat(stage.show().snapshot()).isEmpty();
    stage.configureVideo();
    stage.pictures(0, 3000, 2000);

    String next = Long.toString(Long.parseLong(HlsStage.SHOW, 36) + 1, 36);
    assertThat(stage.playlist())
        .contains("#EXT-X-MEDIA-SEQUENCE:3\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n")
        .contains("demo/" + next + "-3.ts");
    assertThat(stage.shows.find(HlsStage.STREAM, HlsStage.SHOW)).contains(first);
  }

  @Test
  void survivesAFolderThatCannotBeWritten() {
    stage.close();
    stage = new HlsStage(folder.resolve("absent"), HlsSettings.defaults());
    stage.configureVideo();
    stage.pictures(0, 9000, 2000);

    assertThat(stage.shows.counters().storeFailures()).isEqualTo(5);
    assertThat(stage.show().snapshot()).isEmpty();
  }
}
