package live.vitrine.media.testing;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at the built-in page's player: what has been decoded, and how it looks. */
public final class PlayerProbe {
  private static final String ADVANCES =
      """
      ([frames, soundBytes]) => {
        const video = document.getElementById("video");
        return video.getVideoPlaybackQuality().totalVideoFrames > frames
            && video.webkitAudioDecodedByteCount > soundBytes;
      }
      """;

  private PlayerProbe() {}

  /** Waits until more frames and more bytes of sound than these have been decoded. */
  public static void awaitDecoded(Page page, int frames, int soundBytes, double patienceMillis) {
    page.waitForFunction(
        ADVANCES,
        List.of(frames, soundBytes),
        new WaitForFunctionOptions().setTimeout(patienceMillis));
  }

  /** Keeps what the page shows in {@code target/screenshots}. */
  public static void screenshot(Page page, String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
  }
}
