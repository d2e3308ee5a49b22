package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.DecodedStream;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.ObsStudio;
import live.vitrine.media.testing.PlayerProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What most hosts use. Needs Debian's packages {@code obs-studio} and {@code xvfb}. */
class ObsPublishIT {
  private static final double PATIENCE_MILLIS = 40_000;

  /** OBS writes on while it is being ended, so what is left of its home may stay. */
  @TempDir(cleanup = CleanupMode.NEVER)
  Path home;

  @Test
  void takesWhatObsPublishesAndShowsItInABrowserOverEveryProtocol() throws IOException {
    try (RunningServer server = RunningServer.start();
        ObsStudio obs = ObsStudio.stream(home, server.rtmpUrl(), server.key("show"))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> {
            assertThat(obs.program().isRunning()).as(obs.program().output()).isTrue();
            return server.hub().find(StreamId.of("show")).isPresent();
          });
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        assertDecodes(
            DecodedStream.of(
                FfmpegProgram.BUNDLED, server.playback("/live/show.flv").toString(), 3));
        assertDecodes(DecodedStream.of(FfmpegProgram.SYSTEM, server.rtmpUrl() + "/show", 3));

        showInBrowser(server);

        obs.stopStreaming();
        await().atMost(Duration.ofSeconds(15)).until(viewer::isEnded);
        assertThat(viewer.checker().flags()).isEqualTo(5);
      }
      assertThat(server.hub().streams()).isEmpty();
    }
  }

  private static void showInBrowser(RunningServer server) throws IOException {
    try (Browser browser = Browser.open()) {
      for (String player : List.of("mpegts", "mpegts-ws", "hls")) {
        Page page = browser.page();
        page.navigate(server.playback("/?stream=show&player=" + player).toString());
        PlayerProbe.awaitDecoded(page, 30, 10_000, PATIENCE_MILLIS);
        PlayerProbe.screenshot(page, "obs-" + player);
        page.context().close();
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void assertDecodes(DecodedStream decoded) {
    assertThat(decoded.complaints()).isEmpty();
    assertThat(decoded.backwards()).isEmpty();
    // OBS leaves pictures out when the machine is too busy, so there may be fewer than 90.
    assertThat(decoded.pictures()).isGreaterThan(40);
    assertThat(decoded.sounds()).isGreaterThan(100);
  }
}
