package live.vitrine.media.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.PageHost;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the built-in page shows while there is nothing to play, on every size and in both themes.
 */
class PageStatesIT {
  private static final Path AXE = Path.of("src/main/page/node_modules/axe-core/axe.min.js");

  /** The second name is as long as a stream ID may be. */
  private static final String TWO_STREAMS =
      """
      {"rtmpPort":1940,"streams":[
        {"id":"shop-window","uptimeSeconds":12,"viewers":1,
         "video":{"codec":"avc1.64001f","width":1280,"height":720,"framesPerSecond":25.0},
         "audio":{"codec":"mp4a.40.2","sampleRate":44100,"channels":2},"bitrate":1000000,
         "urls":{"flv":"nothing.flv","hls":"nothing.m3u8"}},
        {"id":"0123456789012345678901234567890123456789012345678901234567890123",
         "uptimeSeconds":7380,"viewers":2040,"video":null,
         "audio":{"codec":"mp4a.40.2","sampleRate":44100,"channels":2},"bitrate":96000,
         "urls":{"flv":"nothing.flv","hls":"nothing.m3u8"}}]}
      """;

  private static Browser browser;
  private PageHost host;

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
    host = PageHost.start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void tellsHowToStreamWhileNobodyIsLive() {
    Page page = open("");

    assertThat(page.locator("#notice")).containsText("Waiting for a stream");
    assertThat(page.locator("#server")).hasText("rtmp://127.0.0.1/live");
    assertThat(page.locator("#howto")).containsText("scripts/media-server key");
  }

  @Test
  void waitsForTheStreamThatWasAskedFor() {
    host.list(TWO_STREAMS);
    Page page = open("?stream=later");

    assertThat(page.locator("#notice")).containsText("This stream is not live");
    assertThat(page.locator("#title")).hasText("later");
  }

  @Test
  void listsWhatIsLive() {
    host.list(TWO_STREAMS);
    Page page = open("");

    assertThat(page.locator(".streams .details"))
        .hasText(new String[] {"1 viewer · 12 s", "2040 viewers · 2 h 3 min"});
    assertThat(page.locator("#subtitle"))
        .hasText("1280×720 · 25 fps · avc1.64001f · mp4a.40.2 · 1.0 Mbit/s");
    assertThat(page.locator("#server")).hasText("rtmp://127.0.0.1:1940/live");
  }

  @Test
  void watchesTheStreamThatIsChosen() {
    host.list(TWO_STREAMS);
    Page page = open("");

    page.locator(".streams button").nth(1).click();

    assertThat(page.locator("#title")).containsText("0123456789");
    assertThat(page).hasURL(Pattern.compile("stream=0123456789"));
  }

  @Test
  void takesTheNextPlayerWhereOneCannotPlay() {
    host.list(TWO_STREAMS);
    Page page = open("?player=flv");

    assertThat(page.locator("#fallback"))
        .containsText(
            "flv.js, HTTP-FLV did not work here; playing with mpegts.js",
            new ContainsTextOptions().setTimeout(15_000));
  }

  @Test
  void saysThatTheServerDoesNotAnswer() {
    Page page = open("");
    assertThat(page.locator("#notice")).containsText("Waiting for a stream");

    host.close();

    assertThat(page.locator("#notice")).containsText("The server does not answer");
  }

  @ParameterizedTest
  @CsvSource({"360,LIGHT", "360,DARK", "1280,LIGHT", "1280,DARK"})
  void isAccessibleAndFits(int width, ColorScheme colors) throws IOException {
    for (boolean live : new boolean[] {false, true}) {
      host.list(live ? TWO_STREAMS : "{\"streams\":[]}");
      Page page = browser.page(width, 800, colors);
      page.navigate(host.address());
      assertThat(page.locator("#none")).isVisible(new IsVisibleOptions().setVisible(!live));
      assertThat(page.locator("#summary")).hasText(live ? "2 streams live" : "");

      page.evaluate(Files.readString(AXE));
      Object faults =
          page.evaluate(
              "axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))");
      assertThat(faults).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
      Object overflow = page.evaluate("document.scrollingElement.scrollWidth - innerWidth");
      assertThat((Integer) overflow).isLessThanOrEqualTo(0);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  Path.of(
                      "target/screenshots",
                      (live ? "two-" : "none-") + width + "-" + colors + ".png")));
      page.close();
    }
  }

  private Page open(String query) {
    Page page = browser.page();
    page.navigate(host.address() + query);
    return page;
  }
}
