package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.HlsPage;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * hls.js in low-latency mode in a real browser, behind a real publisher on the same clock. Longer
 * with {@code -Dvitrine.test.hlsSeconds=600}.
 */
class LowLatencyHlsIT {
  private static final long SECONDS = Long.getLong("vitrine.test.hlsSeconds", 20);
  private static final double MAX_BEHIND_SECONDS = 2;

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
  void staysWithinTwoSecondsOfThePublisherWithoutAStall() throws IOException {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED,
                TestMedia.standard().withKeyFrameInterval(50),
                server.publishAddress("demo"))) {
      URI playlist = server.playback("/live/demo/index.m3u8?wait=10");
      Page page = browser.page();
      HlsPage player = HlsPage.open(page, playlist);
      player.awaitPlaying();
      // It starts where the playlist lets it and closes in on the edge by playing faster.
      player.awaitBehind(MAX_BEHIND_SECONDS);

      List<Double> behind = new ArrayList<>();
      long stallsBefore = player.stalls();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < end) {
        page.waitForTimeout(250);
        behind.add(player.behindSeconds());
      }

      behind.sort(Double::compare);
      System.out.printf(
          Locale.ROOT,
          "behind the publisher over %d s: min %.2f, p50 %.2f, p90 %.2f, p99 %.2f, max %.2f s;"
              + " %d stalls; %s%n",
          SECONDS,
          behind.getFirst(),
          behind.get(behind.size() / 2),
          behind.get(behind.size() * 9 / 10),
          behind.get(behind.size() * 99 / 100),
          behind.getLast(),
          player.stalls() - stallsBefore,
          player.errors());
      assertThat(player.errors()).isEmpty();
      assertThat(player.stalls() - stallsBefore).isZero();
      assertThat(behind.getLast()).isLessThanOrEqualTo(MAX_BEHIND_SECONDS);
      assertThat(publisher.isRunning()).isTrue();
      page.context().close();
    }
  }

  @Test
  void handsEventsToThePlayer() throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.open();
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED,
                TestMedia.standard().withKeyFrameInterval(50),
                server.publishAddress("demo"))) {
      Page page = browser.page();
      HlsPage player = HlsPage.open(page, server.playback("/live/demo/index.m3u8?wait=10"));
      player.awaitPlaying();

      HttpResponse<String> answer =
          server.send(
              HttpRequest.newBuilder(server.admin("/api/v1/streams/demo/events"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"id\": \"pin\", \"name\": \"pinned\", \"data\": {\"sku\": \"Ä-7\"}}")));

      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
      player.awaitTrue("window.metadata.length > 0");
      assertThat(player.metadata().getFirst())
          .contains("live.vitrine.event", "\"id\":\"pin\"", "Ä-7");
      player.awaitTrue(
          "Object.values(window.hls.latestLevelDetails.dateRanges).some(range =>"
              + " JSON.parse(decodeURIComponent(range.attr['X-DATA'])).sku === 'Ä-7')");
      assertThat(publisher.isRunning()).isTrue();
      assertThat(player.errors()).isEmpty();
      page.context().close();
    }
  }
}
