package live.vitrine.media.testing;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** hls.js in low-latency mode on an empty page, and what can be seen of it. */
public final class HlsPage {
  private static final Path PLAYER = Path.of("target", "classes", "page", "players", "hls.min.js");
  private static final double PATIENCE_MILLIS = 30_000;

  private static final String START =
      """
      url => {
        const video = document.getElementById("video");
        const hls = new Hls({ lowLatencyMode: true, enableWorker: false, maxLiveSyncPlaybackRate: 1.1, liveSyncOnStallIncrease: 0.3 });
        Object.assign(window, { hls, video, stalls: 0, errors: [], metadata: [], switches: 0 });
        video.addEventListener("waiting", () => window.stalls++);
        hls.on(Hls.Events.ERROR, (_, data) => window.errors.push(
            [data.fatal ? "fatal" : "", data.type, data.details, data.response?.code, data.reason,
             data.error?.message, data.frag?.relurl, data.part?.relurl].filter(Boolean).join(" ")));
        hls.on(Hls.Events.FRAG_PARSING_METADATA, (_, data) => data.samples.forEach(
            sample => window.metadata.push(new TextDecoder().decode(sample.data))));
        hls.attachMedia(video);
        hls.loadSource(url);
        video.play();
      }
      """;

  private final Page page;

  private HlsPage(Page page) {
    this.page = page;
  }

  /** Starts to play. */
  public static HlsPage open(Page page, URI playlist) {
    page.setContent("<video id=video muted playsinline style='width:640px'></video>");
    page.addScriptTag(new Page.AddScriptTagOptions().setPath(PLAYER));
    page.evaluate(START, playlist.toString());
    return new HlsPage(page);
  }

  /** Waits until pictures move. */
  public void awaitPlaying() {
    awaitTrue(
        "window.video.currentTime > 0 && window.video.getVideoPlaybackQuality().totalVideoFrames > 5");
  }

  /** Waits until the picture is no older than this. */
  public void awaitBehind(double seconds) {
    awaitTrue("Date.now() - window.hls.playingDate <= " + seconds * 1000);
  }

  /** Waits until an expression is true in the page. */
  public void awaitTrue(String expression) {
    try {
      page.waitForFunction(
          "() => " + expression, null, new WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
    } catch (RuntimeException e) {
      throw new AssertionError(expression + " has not come true; errors: " + errors(), e);
    }
  }

  /** How old the picture is: since the server got it. */
  public double behindSeconds() {
    return number("(Date.now() - window.hls.playingDate) / 1000");
  }

  /** How often the player ran dry. */
  public long stalls() {
    return (long) number("window.stalls");
  }

  /** The value of an expression in the page. */
  public double number(String expression) {
    return ((Number) Objects.requireNonNull(page.evaluate(expression))).doubleValue();
  }

  /** What hls.js has complained of, fatal or not. */
  @SuppressWarnings("unchecked") // The page keeps a list of strings.
  public List<String> errors() {
    return (List<String>) page.evaluate("window.errors");
  }

  /** Payloads of timed metadata so far, as text. */
  @SuppressWarnings("unchecked") // The page keeps a list of strings.
  public List<String> metadata() {
    return (List<String>) page.evaluate("window.metadata");
  }
}
