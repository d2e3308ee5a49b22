package live.vitrine.stripe;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.stripe.StripeClient;
import com.stripe.model.checkout.Session;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payment page in the system's Chromium, with scripts switched off. */
class PayBrowserIT {
  private static Playwright playwright;
  private static Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private HttpServer shop;
  private StripeStandIn standIn;
  private Session session;

  @BeforeAll
  static void openBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
  }

  private static Path executable() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Chromium on the PATH"));
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
    playwright.close();
  }

  @BeforeEach
  void start() throws Exception {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/",
        exchange -> {
          byte[] page = "<title>Thank you</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    shop.start();
    standIn = StripeStandIn.start(StandInSettings.of(Shop.KEY, Shop.SECRET));
    StripeClient client = Shop.client(standIn);
    String base = "http://127.0.0.1:" + shop.getAddress().getPort();
    session =
        client
            .v1()
            .checkout()
            .sessions()
            .create(
                Shop.order()
                    .setSuccessUrl(base + "/paid?session={CHECKOUT_SESSION_ID}")
                    .setCancelUrl(base + "/cart")
                    .build());
  }

  @AfterEach
  void stop() {
    standIn.close();
    shop.stop(0);
  }

  @Test
  void paysByTypingAndClicking() {
    Page page = open(1280, ColorScheme.LIGHT);
    type(page, "4000 0000 0000 0002");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your card was declined.");

    page.getByLabel("Card number").fill("4242 4242 4242 4242");
    page.getByLabel("Security code (CVC)").fill("123");
    page.locator("button.primary").click();

    assertThat(page).hasTitle("Thank you");
    assertThat(page.url()).endsWith("/paid?session=" + session.getId());
    assertThat(complaints).containsExactly("402");
  }

  @Test
  void paysThroughTheBank() {
    Page page = open(360, ColorScheme.DARK);
    page.getByText("4000 0025 0000 3155").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete")).click();

    assertThat(page).hasTitle("Thank you");
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"360,LIGHT", "360,DARK", "1280,LIGHT", "1280,DARK"})
  void fits(int width, ColorScheme colors) {
    Page page = open(width, colors);
    type(page, "4242");

    assertThat(page.locator("#number")).hasAttribute("aria-invalid", "true");
    double right = page.locator("main").boundingBox().x + page.locator("main").boundingBox().width;
    assertThat(right).isLessThanOrEqualTo(width);
    for (var box : page.locator("button, input, table").all()) {
      assertThat(box.boundingBox().x + box.boundingBox().width).isLessThanOrEqualTo(width);
    }
  }

  private static void type(Page page, String number) {
    page.getByLabel("Card number").fill(number);
    page.getByLabel("Expiry (MM / YY)").fill("12/34");
    page.getByLabel("Security code (CVC)").fill("123");
    page.getByLabel("Name on card").fill("Ada Lovelace");
    page.locator("button.primary").click();
  }

  private Page open(int width, ColorScheme colors) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions()
                .setViewportSize(width, 800)
                .setColorScheme(colors)
                .setLocale("en-GB")
                .setJavaScriptEnabled(false));
    page.onResponse(response -> {
      if (response.status() >= 400 && !response.url().endsWith("/favicon.ico")) {
        complaints.add(Integer.toString(response.status()));
      }
    });
    page.navigate(session.getUrl());
    return page;
  }
}
