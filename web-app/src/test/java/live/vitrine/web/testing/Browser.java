package live.vitrine.web.testing;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The system's Chromium without a window. Everything happens on the thread that opened it. */
public final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--autoplay-policy=no-user-gesture-required",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  public static Browser open() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(executable()).setArgs(ARGUMENTS)));
  }

  /** A page of its own, without cookies or cache of others. */
  public Page page(int width, int height, ColorScheme colors) {
    return page(new NewContextOptions().setViewportSize(width, height).setColorScheme(colors));
  }

  /** A page as {@code options} say: without scripts, in another language … */
  public Page page(NewContextOptions options) {
    Page page = browser.newContext(options).newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(complaints::add);
    return page;
  }

  /** A page in the size of a laptop's window. */
  public Page page() {
    return page(1280, 800, ColorScheme.LIGHT);
  }

  /** Errors on the console and exceptions that nobody caught, of every page so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error")) {
      complaints.add(message.text());
    }
  }

  private static Path executable() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      for (String name : NAMES) {
        Path candidate = Path.of(folder, name);
        if (Files.isExecutable(candidate)) {
          return candidate;
        }
      }
    }
    throw new AssertionError("none of " + NAMES + " is on the PATH; scripts/test installs one");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
