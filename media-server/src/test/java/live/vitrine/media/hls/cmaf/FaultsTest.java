package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedPart;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedSegment;
import live.vitrine.media.hub.TimedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams in which something stays away for a while. */
class FaultsTest {
  private static final List<Integer> NONE = List.of();
  private static final List<Integer> MAIN = List.of(0);

  @TempDir Path folder;

  private static ParsedPlaylist playlist(CmafClient client, String name) {
    return PlaylistRules.check(client.get(name).text());
  }

  private static long discontinuities(ParsedPlaylist playlist) {
    return playlist.segments.stream().filter(ParsedSegment::discontinuity).count();
  }

  @Test
  void goesOnWithTheSoundWhilePicturesStayAway() {
    try (CmafStage stage = new CmafStage(folder);
        CmafClient client = stage.client()) {
      stage.configure();
      stage.play(0, 6_000, 2_000);
      stage.play(6_000, 30_000, 2_000, NONE, MAIN);
      ParsedPlaylist sound = playlist(client, "main.m3u8");
      assertThat(sound.segments.getLast().wallClock()).isAfter(CmafStage.START.plusMillis(27_000));
      assertThat(discontinuities(sound)).isEqualTo(1);

      stage.play(30_000, 36_000, 2_000);
      ParsedPlaylist pictures = playlist(client, "main.m3u8");
      PlaylistRules.checkFollows(sound, pictures);
      assertThat(discontinuities(pictures)).isEqualTo(2);
      assertThat(pictures.segments.getLast().wallClock())
          .isEqualTo(CmafStage.START.plusMillis(34_000));
    }
  }

  @Test
  void playsSoundWhosePicturesAreAnnouncedAndNeverCome() {
    try (CmafStage stage = new CmafStage(folder);
        CmafClient client = stage.client()) {
      stage.configure();
      stage.play(0, 30_000, 2_000, NONE, MAIN);
      ParsedPlaylist playlist = playlist(client, "main.m3u8");
      assertThat(playlist.complete()).hasSizeGreaterThan(4);
      assertThat(playlist.segments.getFirst().wallClock()).isAfter(CmafStage.START);
    }
  }

  @Test
  void putsTheLastSoundBeforeAPauseWhereItIsHeard() {
    try (CmafStage stage = new CmafStage(folder);
        CmafClient client = stage.client()) {
      stage.configure();
      stage.play(0, 4_000, 2_000);
      stage.play(4_000, 14_000, 2_000, MAIN, NONE);
      stage.play(14_000, 20_000, 2_000);
      int both = 0;
      for (ParsedSegment segment : playlist(client, "main.m3u8").complete()) {
        byte[] bytes = client.get(segment.address()).body();
        double picture = decodeTime(bytes, 1) / 90_000.0;
        double sound = decodeTime(bytes, 2) / 44_100.0;
        if (sound >= 0) {
          both++;
          assertThat(sound).isBetween(picture - 0.1, picture + 1.5);
        }
      }
      assertThat(both).isGreaterThanOrEqualTo(4);
    }
  }

  /** Of the first fragment of a track; negative when there is none. */
  private static long decodeTime(byte[] segment, int track) {
    String text = new String(segment, StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.wrap(segment);
    for (int at = text.indexOf("tfhd"); at >= 0; at = text.indexOf("tfhd", at + 1)) {
      if (bytes.getInt(at + 8) == track) {
        return bytes.getLong(text.indexOf("tfdt", at) + 8);
      }
    }
    return -1;
  }

  @Test
  void carriesEventsAcrossTheTimeWithoutAPublisher() {
    try (CmafStage stage = new CmafStage(folder);
        CmafClient client = stage.client()) {
      stage.configure();
      stage.play(0, 4_000, 2_000);
      stage.stream.onReconnecting();
      stage.stream.onEvent(new TimedEvent("pin-7", "product", 4_000, 0, "{\"sku\":7}"));
      stage.stream.onTakeover();
      stage.configure();
      stage.play(4_000, 8_000, 2_000);
      long carried =
          playlist(client, "main.m3u8").complete().stream()
              .map(segment -> client.get(segment.address()).body())
              .filter(
                  bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains("{\"sku\":7}"))
              .count();
      assertThat(carried).isEqualTo(1);
    }
  }

  @Test
  void breaksAllRenditionsWhereOneOfThemHasAGap() {
    try (CmafStage stage = new CmafStage(folder);
        CmafClient client = stage.client()) {
      stage.configure();
      stage.configure(TagType.AUDIO, 1);
      List<Integer> sounds = List.of(0, 1);
      stage.play(0, 6_000, 2_000, MAIN, sounds);
      stage.play(6_000, 9_000, 2_000, NONE, sounds);
      stage.play(9_000, 15_000, 2_000, MAIN, sounds);
      for (String name : List.of("video0", "audio0", "audio1")) {
        assertThat(discontinuities(playlist(client, name + ".m3u8"))).as(name).isEqualTo(1);
      }
    }
  }

  @Test
  void neverGivesAPartThatIsLostTheNameOfAnother() {
    try (CmafStage stage =
            new CmafStage(folder, Duration.ofSeconds(60), 100_000, SegmentStore.MAX_BUDGET);
        CmafClient client = stage.client()) {
      stage.configure();
      Map<String, byte[]> seen = new HashMap<>();
      for (int time = 0; time < 40_000; time += 40) {
        stage.picture(0, time, time % 2_000 == 0);
        if (time > 8_000 && time % 2_000 > 1_000) {
          // More than there is room for.
          for (int track = 0; track < 20; track++) {
            stage.sound(0, time);
          }
        }
        stage.advance(40);
        if (stage.show().isReady()) {
          compare(client, seen);
        }
      }
      assertThat(stage.shows.counters().storeFailures()).isPositive();
      assertThat(seen).hasSizeGreaterThan(20);
    }
  }

  private static void compare(CmafClient client, Map<String, byte[]> seen) {
    ParsedPlaylist playlist = ParsedPlaylist.parse(client.get("main.m3u8").text());
    for (ParsedPart part : playlist.segments.getLast().parts()) {
      CmafClient.Answer answer = client.get(part.uri());
      if (answer.status() == 200) {
        byte[] before = seen.putIfAbsent(part.uri(), answer.body());
        assertThat(before == null || Arrays.equals(before, answer.body())).as(part.uri()).isTrue();
      }
    }
  }
}
