package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfmpegPublisher;
import live.vitrine.media.testing.PlayerProbe;
import live.vitrine.media.testing.SelfSignedCertificate;
import live.vitrine.media.testing.TestMedia;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in page from the server itself over HTTPS, in a browser that speaks HTTP/2. */
class SecurePageIT {
  private static final double PATIENCE_MILLIS = 30_000;

  private static final String PROTOCOLS =
      """
      part => performance.getEntriesByType("resource")
          .filter(entry => entry.name.includes(part)).map(entry => entry.nextHopProtocol)
      """;

  @TempDir static Path folder;
  private static Browser browser;
  private static SelfSignedCertificate certificate;
  private RunningServer server;

  @BeforeAll
  static void open() {
    certificate = SelfSignedCertificate.in(folder);
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @BeforeEach
  void start() {
    server =
        RunningServer.openWith(
            Map.of(
                "VITRINE_HTTPS_PORT",
                "any",
                "VITRINE_TLS_CERTIFICATE",
                certificate.certificate().toString(),
                "VITRINE_TLS_KEY",
                certificate.key().toString()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"mpegts, /page/", "mpegts-ws, /page/", "hls, .m4s"})
  void playsPictureAndSoundWith(String player, String loaded) throws IOException {
    try (Page page = browser.page();
        FfmpegPublisher publisher =
            FfmpegPublisher.publish(
                FfmpegProgram.BUNDLED, TestMedia.standard(), server.publishAddress("demo"))) {
      page.navigate(
          "https://localhost:%d/?stream=demo&player=%s"
              .formatted(server.ports().https().orElseThrow(), player));

      PlayerProbe.awaitDecoded(page, 50, 10_000, PATIENCE_MILLIS);

      assertThat(page.getAttribute("#stage", "data-state")).isEqualTo("playing");
      assertThat((List<?>) page.evaluate(PROTOCOLS, loaded)).isNotEmpty().allMatch("h2"::equals);
      assertThat(server.playbackCounters().http2Connections()).isPositive();
      assertThat(publisher.isRunning()).isTrue();
      assertThat(browser.complaints()).isEmpty();
      PlayerProbe.screenshot(page, "https-" + player);
    }
  }
}
