package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamState;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.PlayerProbe;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher that is killed and comes back, with real players in front. */
class ReconnectIT {
  private static final StreamId DEMO = StreamId.of("demo");
  private static final int KILLS = 5;
  private static final double PATIENCE_MILLIS = 30_000;

  /** What a player that was set up anew would not have kept. */
  private static final String INSTANCE = "document.getElementById('video').currentSrc";

  private static final String DECODED_MORE_THAN =
      """
      frames => {
        const quality = document.getElementById("video").getVideoPlaybackQuality();
        return quality.totalVideoFrames > frames;
      }
      """;

  private static Browser browser;

  private final RunningServer server =
      RunningServer.openWith(Map.of("VITRINE_RECONNECT_GRACE_SECONDS", "30"));

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

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "mpegts-ws", "hls"})
  void playsOnInTheSamePlayerAfterFiveKills(String player) throws IOException {
    FfmpegPublisher publisher = publish(TestMedia.standard());
    Page page = browser.page();
    try {
      awaitState(StreamState.LIVE);
      page.navigate(server.playback("/?stream=demo&player=" + player).toString());
      PlayerProbe.awaitDecoded(page, 25, 0, PATIENCE_MILLIS);
      Object instance = page.evaluate(INSTANCE);
      LiveStream stream = server.hub().find(DEMO).orElseThrow();

      for (int kill = 1; kill <= KILLS; kill++) {
        publisher.kill();
        awaitState(StreamState.RECONNECTING);
        if (kill == 1) {
          page.waitForSelector("#stage[data-state=reconnecting]");
          PlayerProbe.screenshot(page, "reconnecting-" + player);
        }
        publisher = publish(TestMedia.standard());
        awaitState(StreamState.LIVE);
        awaitFramesBeyond(page, decoded(page) + 50);
      }

      assertThat(page.evaluate(INSTANCE)).isEqualTo(instance);
      assertThat(server.hub().find(DEMO)).containsSame(stream);
      assertThat(page.getAttribute("#stage", "data-state")).isEqualTo("playing");
      assertThat(browser.complaints()).isEmpty();
      if (!player.equals("hls")) {
        assertThat(server.hub().counters().viewersStarted().sum()).isEqualTo(1);
      }
    } finally {
      publisher.kill();
      page.context().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "hls"})
  void playsOnWhenThePublisherComesBackWithAnotherSize(String player) throws IOException {
    FfmpegPublisher publisher = publish(TestMedia.standard());
    Page page = browser.page();
    try {
      awaitState(StreamState.LIVE);
      page.navigate(server.playback("/?stream=demo&player=" + player).toString());
      PlayerProbe.awaitDecoded(page, 25, 0, PATIENCE_MILLIS);
      Object instance = page.evaluate(INSTANCE);

      publisher.kill();
      awaitState(StreamState.RECONNECTING);
      publisher = publish(TestMedia.standard().withSize(320, 180));
      page.waitForFunction(
          "() => document.getElementById('video').videoWidth === 320",
          null,
          new WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
      awaitFramesBeyond(page, decoded(page) + 50);

      assertThat(page.evaluate(INSTANCE)).isEqualTo(instance);
      assertThat(browser.complaints()).isEmpty();
    } finally {
      publisher.kill();
      page.context().close();
    }
  }

  @Test
  void endsTheStreamWhenNobodyComesBack() throws IOException {
    try (RunningServer impatient =
        RunningServer.openWith(Map.of("VITRINE_RECONNECT_GRACE_SECONDS", "1"))) {
      FfmpegPublisher publisher =
          FfmpegPublisher.publish(
              FfmpegProgram.BUNDLED, TestMedia.standard(), impatient.publishAddress("demo"));
      await().atMost(Duration.ofSeconds(20)).until(() -> impatient.hub().find(DEMO).isPresent());
      publisher.kill();
      await().atMost(Duration.ofSeconds(20)).until(() -> impatient.hub().find(DEMO).isEmpty());
    }
  }

  private FfmpegPublisher publish(TestMedia media) throws IOException {
    return FfmpegPublisher.publish(FfmpegProgram.BUNDLED, media, server.publishAddress("demo"));
  }

  private void awaitState(StreamState state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> server.hub().find(DEMO).map(LiveStream::state).stream().toList(),
            List.of(state)::equals);
  }

  private static int decoded(Page page) {
    return (int)
        page.evaluate(
            "document.getElementById('video').getVideoPlaybackQuality().totalVideoFrames");
  }

  private static void awaitFramesBeyond(Page page, int frames) {
    page.waitForFunction(
        DECODED_MORE_THAN, frames, new WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
  }
}
