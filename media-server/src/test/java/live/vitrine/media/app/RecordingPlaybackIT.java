package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.PlayerProbe;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.Test;

/** A recording in a real browser: by hls.js, and as a file, with seeking. */
class RecordingPlaybackIT {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final Path HLS_JS = Path.of("src/main/page/node_modules/hls.js/dist/hls.min.js");
  private static final String VIDEO = "<video id=\"video\" muted autoplay></video>";

  /** Goes to a second and answers when pictures from there have been shown. */
  private static final String SEEK =
      """
      async second => {
        const video = document.getElementById("video");
        video.currentTime = second;
        await new Promise(done => video.addEventListener("seeked", done, { once: true }));
        await video.play();
        await new Promise(done => video.requestVideoFrameCallback((_, frame) => done(frame)));
        return video.currentTime;
      }
      """;

  private static void awaitReady(Page page) {
    page.waitForFunction(
        "() => document.getElementById('video').readyState >= 3",
        null,
        new WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  @Test
  void playsAndSeeksInChromium() throws Exception {
    try (RunningServer server = RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "mp4"));
        RecordingApiClient api = new RecordingApiClient(server);
        Browser browser = Browser.open()) {
      try (FfmpegPublisher publisher =
          FfmpegPublisher.publish(
              FfmpegProgram.BUNDLED,
              TestMedia.standard().withBFrames(2),
              server.publishAddress("show"))) {
        var _ = api.awaitMillis(10_000);
        assertThat(publisher.isRunning()).isTrue();
      }
      Config ready = api.awaitState("ready");
      double seconds = ready.getLong("durationMillis") / 1000.0;

      for (String kind : List.of("mp4", "hls")) {
        String address = server.playback(ready.getString("urls." + kind)).toString();
        Page page = browser.page();
        page.setContent(VIDEO);
        if (kind.equals("hls")) {
          page.addScriptTag(new AddScriptTagOptions().setPath(HLS_JS));
          page.evaluate(
              """
              address => {
                window.hls = new Hls();
                window.failures = [];
                hls.on(Hls.Events.ERROR, (_, data) => failures.push(data.details));
                hls.loadSource(address);
                hls.attachMedia(document.getElementById("video"));
              }
              """,
              address);
        } else {
          page.evaluate("address => document.getElementById('video').src = address", address);
        }
        awaitReady(page);
        PlayerProbe.awaitDecoded(page, 5, 1_000, PATIENCE_MILLIS);
        double length = number(page.evaluate("document.getElementById('video').duration"));
        assertThat(length).as(kind).isBetween(seconds - 0.3, seconds + 0.3);
        assertThat(number(page.evaluate(SEEK, 7))).as(kind).isBetween(6.9, 8.5);
        assertThat(number(page.evaluate(SEEK, 2))).as(kind).isBetween(1.9, 3.5);
        if (kind.equals("hls")) {
          assertThat(page.evaluate("failures")).isEqualTo(List.of());
        }
        page.context().close();
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
