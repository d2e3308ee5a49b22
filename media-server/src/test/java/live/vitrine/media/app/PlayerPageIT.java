package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import java.io.IOException;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.PageHost;
import live.vitrine.media.testing.PlayerProbe;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in page with a real publisher behind it and a real browser in front. */
class PlayerPageIT {
  private static final double PATIENCE_MILLIS = 20_000;

  private static final String STATE_IS =
      "state => document.getElementById('stage').dataset.state === state";

  private static Browser browser;

  private RunningServer server;
  private PageHost host;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void start() throws IOException {
    server = RunningServer.open();
    host = PageHost.start();
    page = browser.page();
  }

  @AfterEach
  void stop() {
    page.context().close();
    host.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "mpegts-ws", "flv", "hls"})
  void playsPictureAndSoundWith(String player) throws IOException {
    try (FfmpegPublisher publisher = publish()) {
      host.list(listing(12));
      page.navigate(host.address() + "?player=" + player);

      PlayerProbe.awaitDecoded(page, 0, 0, PATIENCE_MILLIS);
      PlayerProbe.awaitDecoded(page, 50, 10_000, PATIENCE_MILLIS);

      assertThat(page.getAttribute("#stage", "data-state")).isEqualTo("playing");
      assertThat(page.isVisible("#fallback")).isFalse();
      assertThat(page.textContent("#dropped")).matches("\\d+");
      assertThat(publisher.isRunning()).isTrue();
      assertThat(browser.complaints()).isEmpty();
      PlayerProbe.screenshot(page, "playing-" + player);
    }
  }

  @Test
  void saysThatTheStreamHasEndedAndPlaysItWhenItIsBack() throws IOException {
    try (FfmpegPublisher publisher = publish()) {
      host.list(listing(30));
      page.navigate(host.address());
      PlayerProbe.awaitDecoded(page, 0, 0, PATIENCE_MILLIS);
      assertThat(publisher.isRunning()).isTrue();
    }
    host.list("{\"streams\":[]}");
    waitFor(STATE_IS, "ended");
    assertThat(page.textContent("#notice")).contains("The stream has ended");

    try (FfmpegPublisher again = publish()) {
      host.list(listing(1));
      waitFor(STATE_IS, "playing");
      assertThat(again.isRunning()).isTrue();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  private FfmpegPublisher publish() throws IOException {
    int port = server.ports().rtmp();
    FfmpegPublisher publisher =
        FfmpegPublisher.publish(
            FfmpegProgram.BUNDLED, TestMedia.standard(), "rtmp://127.0.0.1:" + port + "/live/demo");
    return publisher;
  }

  private String listing(int uptimeSeconds) {
    int port = server.ports().http();
    return """
    {"streams":[{"id":"demo","uptimeSeconds":%d,"viewers":3,
      "video":{"codec":"avc1.64001f","width":640,"height":360,"framesPerSecond":25.0},
      "audio":{"codec":"mp4a.40.2","sampleRate":44100,"channels":2},"bitrate":600000,
      "urls":{"flv":"http://127.0.0.1:%d/live/demo.flv?wait=10","hls":"http://127.0.0.1:%d/live/demo/index.m3u8?wait=10"}}]}
    """
        .formatted(uptimeSeconds, port, port);
  }

  private void waitFor(String condition, Object argument) {
    page.waitForFunction(
        condition, argument, new WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
  }
}
