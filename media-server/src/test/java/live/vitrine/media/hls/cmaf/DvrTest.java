package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedSegment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DvrTest {
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final long PLENTY = SegmentStore.MAX_BUDGET;

  @TempDir Path folder;

  private static ParsedPlaylist playlist(CmafClient client) {
    return PlaylistRules.check(client.get("main.m3u8").text());
  }

  /** Plays from {@code from} to {@code to} seconds, with the mover keeping up. */
  private static void play(CmafStage stage, int from, int to) {
    for (int second = from; second < to; second += 2) {
      stage.play(second * 1_000L, second * 1_000L + 2_000, 2_000);
      stage.run();
    }
  }

  @Test
  void listsTheWholeWindowAndNoMore() {
    try (CmafStage stage = new CmafStage(folder, WINDOW, PLENTY, PLENTY);
        CmafClient client = stage.client()) {
      stage.configure();
      play(stage, 0, 50);
      assertThat(playlist(client).mediaSequence()).isEqualTo(1);
      play(stage, 50, 120);
      assertThat(playlist(client).complete()).hasSize(30);
    }
  }

  @Test
  void movesOlderSegmentsToDiskWithoutAChangedByte() {
    try (CmafStage stage = new CmafStage(folder, WINDOW, PLENTY, PLENTY);
        CmafClient client = stage.client()) {
      stage.configure();
      Map<String, byte[]> fresh = new HashMap<>();
      for (int second = 0; second < 50; second += 2) {
        play(stage, second, second + 2);
        if (stage.show().isReady()) {
          ParsedSegment newest = playlist(client).complete().getLast();
          fresh.put(newest.address(), client.get(newest.address()).body());
        }
      }
      Awaitility.await()
          .untilAsserted(() -> {
            stage.run();
            // Those of the last 20 seconds and the one being written stay in memory.
            assertThat(stage.store.openFiles()).isLessThanOrEqualTo(12);
          });
      assertThat(stage.disk.openFiles()).as("files for 12 segments and more").isEqualTo(1);
      assertThat(stage.disk.bytes()).isPositive();
      assertThat(fresh).hasSizeGreaterThan(20);
      fresh.forEach((uri, bytes) -> assertThat(client.get(uri).body()).isEqualTo(bytes));
    }
  }

  @Test
  void shortensTheWindowWhenTheDiskIsFull() {
    try (CmafStage stage = new CmafStage(folder, WINDOW, PLENTY, 100_000);
        CmafClient client = stage.client()) {
      stage.configure();
      for (int second = 0; second < 60; second += 2) {
        play(stage, second, second + 2);
        if (stage.show().isReady()) {
          var _ = playlist(client);
        }
      }
      Awaitility.await()
          .untilAsserted(() -> {
            stage.run();
            assertThat(playlist(client).mediaSequence()).isGreaterThan(1);
          });
      ParsedPlaylist playlist = playlist(client);
      assertThat(playlist.complete()).hasSizeGreaterThanOrEqualTo(10);
      for (ParsedSegment segment : playlist.complete()) {
        assertThat(client.get(segment.address()).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void goesOnWithAShortWindowWhenMemoryAndDiskAreFull() {
    try (CmafStage stage = new CmafStage(folder, WINDOW, 400_000, 0);
        CmafClient client = stage.client()) {
      stage.configure();
      play(stage, 0, 80);
      ParsedPlaylist playlist = playlist(client);
      assertThat(playlist.complete()).hasSizeBetween(3, 20);
      assertThat(playlist.mediaSequence()).isGreaterThan(10);
      assertThat(stage.shows.counters().storeFailures()).isZero();
    }
  }

  @Test
  void losesSegmentsButNotTheShowWhenNothingFits() {
    try (CmafStage stage = new CmafStage(folder, WINDOW, 60_000, 0);
        CmafClient client = stage.client()) {
      stage.configure();
      play(stage, 0, 60);
      assertThat(stage.shows.counters().storeFailures()).isPositive();
      assertThat(client.get("main.m3u8").status()).isIn(200, 503);
    }
  }
}
