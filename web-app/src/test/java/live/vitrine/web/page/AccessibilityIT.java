package live.vitrine.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.vitrine.web.http.Route;
import live.vitrine.web.page.Window.Reader;
import live.vitrine.web.testing.Browser;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in a real browser, in both themes and on narrow and wide windows: no serious findings
 * of axe, nothing wider than the window, nothing that the content security policy stops.
 */
final class AccessibilityIT {
  private static final Path AXE = Path.of("src/main/frontend/node_modules/axe-core/axe.min.js");
  private static final String FINDINGS =
      """
      axe.run().then(result => result.violations
        .filter(v => v.impact === 'serious' || v.impact === 'critical')
        .map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`))
      """;

  /** Colours that are on their way to others are nothing to judge. */
  private static final String STILL =
      """
      const still = new CSSStyleSheet();
      still.replaceSync('* { transition: none !important; animation: none !important; }');
      document.adoptedStyleSheets = [still];
      """;

  /** What sticks out, where the page can be scrolled sideways. */
  private static final String TOO_WIDE =
      """
      document.scrollingElement.scrollWidth <= innerWidth ? [] :
        ['' + document.scrollingElement.scrollWidth].concat([...document.body.querySelectorAll('*')]
          .filter(e => e.getBoundingClientRect().right > innerWidth)
          .map(e => e.cloneNode().outerHTML))
      """;

  /** Pages that no visit can show: parts, files, answers of programs, and ways through. */
  private static final List<String> NO_PAGES =
      List.of(
          "/healthz",
          "/readyz",
          "/metrics",
          "/account/export.json",
          "/api/openapi.yaml",
          "/api/v1/",
          "/cart/count",
          "/checkout/done/",
          "/checkout/return/",
          "/host/open/handle",
          "/host/orders/export",
          "/host/products/export.csv",
          "/host/stream/state",
          "/orders/:code/state",
          "/pictures/",
          "/robots.txt",
          "/sitemap.xml");

  private static Window window;
  private static List<String> mailed = List.of();
  private static Browser browser;
  private static final Map<Reader, Page> PAGES = new EnumMap<>(Reader.class);
  private static final List<String> STOPPED = new ArrayList<>();

  /** A page, and who looks at it. */
  record Visit(String path, Reader reader) {}

  /** Add a line for every page there is. */
  static Stream<Visit> visits() {
    String product = "/products/" + window.product;
    return Stream.of(
            visits(
                Reader.NOBODY,
                "/",
                "/search",
                "/search?q=nothinglikethis",
                "/shops/window",
                "/shops/window?page=9",
                product,
                "/products/" + window.soldOut,
                "/cart",
                "/nothing-here",
                "/sign-in",
                "/sign-up",
                "/sign-up/sent",
                "/account/forgotten",
                "/account/forgotten/sent",
                "/account/reset/" + "x".repeat(43),
                "/api"),
            mailed.stream().map(path -> new Visit(path, Reader.NOBODY)),
            visits(Reader.FIRST, "/", "/search", window.setUp()),
            visits(
                Reader.SHOPPER,
                "/",
                "/cart",
                "/checkout/window",
                "/orders",
                "/orders?after=nonsense",
                "/orders/" + window.paid,
                "/orders/" + window.paid + "?paid",
                "/orders/" + window.pending,
                "/orders/" + window.paid + "/receipt",
                "/account",
                "/account/email",
                "/account/password",
                "/account/sessions",
                "/account/second-factor",
                "/account/delete",
                "/host/open",
                "/host"),
            visits(
                Reader.HOST,
                product,
                "/cart",
                "/orders",
                "/host",
                "/host/orders",
                "/host/orders?status=expired",
                "/host/orders/" + window.paid,
                "/host/orders/" + window.pending,
                "/host/orders/" + window.paid + "/packing-slip",
                "/host/products",
                "/host/products?q=nothinglikethis",
                "/host/products/new",
                "/host" + product,
                "/host" + product + "/flash",
                "/host/products/import",
                "/host/shop",
                "/host/stream",
                "/host/api-keys"),
            visits(
                Reader.ADMINISTRATOR,
                "/",
                "/admin",
                "/admin/approvals",
                "/admin/shops",
                "/admin/shops/" + window.shop,
                "/admin/users",
                "/admin/users?q=nothinglikethis",
                "/admin/users/" + window.buyer,
                "/admin/orders",
                "/admin/orders/" + window.paid,
                "/admin/audit",
                "/admin/settings"))
        .flatMap(visits -> visits);
  }

  private static Stream<Visit> visits(Reader reader, String... paths) {
    return Stream.of(paths).map(path -> new Visit(path, reader));
  }

  @BeforeAll
  static void open() {
    window = new Window();
    mailed = window.mailed();
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    PAGES.clear();
    browser.close();
    window.close();
  }

  @ParameterizedTest
  @MethodSource("visits")
  void isAccessibleFitsAndObeysThePolicy(Visit visit) throws IOException {
    Page page = PAGES.computeIfAbsent(visit.reader(), AccessibilityIT::signedIn);
    STOPPED.clear();
    page.navigate(window.origin(visit.reader()) + visit.path());

    assertAccessibleAndFitting(page, visit.toString());
    assertThat(STOPPED).as(visit.toString()).isEmpty();
    assertThat(wanted(page))
        .as(visit + ": forms and links that lead nowhere")
        .allMatch(AccessibilityIT::leads);
  }

  private static void assertAccessibleAndFitting(Page page, String what) throws IOException {
    page.evaluate(Files.readString(AXE));
    page.evaluate(STILL);
    for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {360, 1280}) {
        page.setViewportSize(width, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
        String as = what + " " + width + " " + colors;
        assertThat(page.evaluate(FINDINGS))
            .as(as)
            .asInstanceOf(InstanceOfAssertFactories.LIST)
            .isEmpty();
        assertThat(page.evaluate(TOO_WIDE))
            .as(as + ": too wide")
            .asInstanceOf(InstanceOfAssertFactories.LIST)
            .isEmpty();
      }
    }
  }

  /** Method and path of what a page offers. */
  @SuppressWarnings("unchecked") // a list of texts, as the script makes it
  private static List<String> wanted(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => [
              ...[...document.forms].map(form =>
                [form.getAttribute('method')?.toUpperCase() ?? 'GET', new URL(form.getAttribute('action') ?? '', location)]),
              ...[...document.querySelectorAll('a[href]:not([href^="#"]), [hx-get]')].map(link =>
                ['GET', new URL(link.getAttribute('hx-get') ?? link.getAttribute('href'), location)]),
            ].filter(([, url]) => url.origin === location.origin)
              .map(([method, url]) => `${method} ${url.pathname}`)
            """);
  }

  private static boolean leads(String wanted) {
    String[] parts = wanted.split(" ", 2);
    return parts[1].startsWith("/pictures/")
        || window.app().app().routes().stream()
            .anyMatch(
                route -> route.method().name().equals(parts[0]) && matches(route.path(), parts[1]));
  }

  private static boolean matches(String route, String path) {
    return path.matches(route.replaceAll(":[a-zA-Z]+", "[^/]+"));
  }

  @Test
  void visitsEveryPage() {
    List<String> visited =
        visits().map(visit -> visit.path().replaceFirst("[?].*", "")).distinct().toList();
    assertThat(window.app().app().routes())
        .filteredOn(route -> route.method().name().equals("GET"))
        .filteredOn(route -> NO_PAGES.stream().noneMatch(route.path()::startsWith))
        .extracting(Route::path)
        .allSatisfy(route -> assertThat(visited).as(route).anyMatch(path -> matches(route, path)));
  }

  /** What is wrong with a form is said as well as it can be used. */
  @ParameterizedTest
  @CsvSource({
    "/sign-up, NOBODY",
    "/sign-in, NOBODY",
    "/checkout/window, SHOPPER",
    "/host/open, SHOPPER",
    "/host/shop, HOST",
    "/host/products/new, HOST",
    "/host/products/import, HOST",
    "/host/api-keys, HOST",
    "/account/delete, SHOPPER"
  })
  void saysWhatIsWrongAccessibly(String path, Reader reader) throws IOException {
    Page page = PAGES.computeIfAbsent(reader, AccessibilityIT::signedIn);
    page.navigate(window.origin(reader) + path);
    page.evaluate(
        """
        () => {
          const [form] = [...document.querySelectorAll('main form[method=post]')]
            .sort((one, other) => other.elements.length - one.elements.length);
          for (const field of form.querySelectorAll('input:not([type=hidden]), select'))
            if (field.type !== 'file') field.value = '';
          form.noValidate = true;
          form.requestSubmit(form.querySelector('button:not([type=button])'));
        }
        """);
    page.locator("main .error").first().waitFor();

    assertAccessibleAndFitting(page, path + " with mistakes");
  }

  private static Page signedIn(Reader reader) {
    Page page =
        browser.page(
            new NewContextOptions()
                .setViewportSize(360, 800)
                .setReducedMotion(ReducedMotion.REDUCE));
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        STOPPED.add(message.text());
      }
    });
    String session = window.session(reader);
    if (!session.isEmpty()) {
      page.context()
          .addCookies(List.of(new Cookie("session", session).setUrl(window.origin(reader))));
    }
    return page;
  }

  @Test
  void buysWithoutScripts() {
    Page page = browser.page(new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(window.origin(Reader.NOBODY) + "/");
    page.locator("a", new Page.LocatorOptions().setHasText(Window.LONG)).click();
    page.getByLabel("Small").check();
    page.locator("main button[type=submit]").click();

    page.navigate(window.origin(Reader.NOBODY) + "/cart");
    assertThat(page.locator("main").textContent()).contains(Window.LONG, "Small");
    page.context().close();
  }

  @Test
  void searchesAndOpensTheMenuWithoutScripts() {
    Page page = browser.page(new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(window.origin(Reader.NOBODY) + "/");
    page.locator(".menu > summary").click();
    assertThat(page.locator(".menu a[href='/sign-in']").isVisible()).isTrue();
    page.locator("#site-search").fill("Gone");
    page.keyboard().press("Enter");
    page.waitForURL("**/search?q=Gone");

    assertThat(page.locator("h1").textContent()).contains("Gone");
    assertThat(page.locator(".tile").count()).isEqualTo(1);
    page.context().close();
  }

  @Test
  void remembersTheThemeThatWasChosen() {
    Page page = browser.page(1280, 800, ColorScheme.DARK);
    page.navigate(window.origin(Reader.NOBODY) + "/");
    Locator toggle = page.locator("[data-theme-toggle]");
    toggle.click();
    page.navigate(window.origin(Reader.NOBODY) + "/search");

    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("light");
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(251, 247, 240)");
    page.context().close();
  }

  @Test
  void showsTheOfferOfTheVariantThatIsChosen() {
    Page page = browser.page();
    page.navigate(window.origin(Reader.NOBODY) + "/products/" + window.product);
    assertThat(page.locator("#offer").textContent()).contains("€1,234,567.89", "only 3 left");

    page.getByLabel("Small").check();
    page.locator("#offer", new Page.LocatorOptions().setHasText("€30.00")).waitFor();

    assertThat(page.locator("#offer").textContent()).contains("€20.00", "In stock");
    page.context().close();
  }

  @Test
  void reachesTheContentByKeyboard() {
    Page page = browser.page();
    page.navigate(window.origin(Reader.NOBODY) + "/");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
    page.keyboard().press("Enter");

    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    page.context().close();
  }
}
