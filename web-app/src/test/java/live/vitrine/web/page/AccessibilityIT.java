package live.vitrine.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Browser;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.RunningWebApp;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  private static final String LONG = "Unbreakablyverylongnameofaproduct".repeat(3);

  private static RunningWebApp app;
  private static Browser browser;
  private static long product;
  private static long soldOut;
  private static String shopper = "";
  private static String host = "";
  private static String administrator = "";

  /** A page, and who looks at it. */
  record Visit(String path, Reader reader) {}

  enum Reader {
    NOBODY,
    SHOPPER,
    HOST,
    ADMINISTRATOR
  }

  /** Add a line for every page there is. */
  static Stream<Visit> visits() {
    return Stream.of(
        new Visit("/", Reader.NOBODY),
        new Visit("/", Reader.SHOPPER),
        new Visit("/", Reader.ADMINISTRATOR),
        new Visit("/search", Reader.NOBODY),
        new Visit("/search?q=nothinglikethis", Reader.NOBODY),
        new Visit("/shops/window", Reader.NOBODY),
        new Visit("/shops/window?page=9", Reader.NOBODY),
        new Visit("/products/" + product, Reader.NOBODY),
        new Visit("/products/" + product, Reader.HOST),
        new Visit("/products/" + soldOut, Reader.NOBODY),
        new Visit("/cart", Reader.NOBODY),
        new Visit("/cart", Reader.SHOPPER),
        new Visit("/nothing-here", Reader.NOBODY));
  }

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    browser = Browser.open();
    Fixtures fixtures = new Fixtures(app.database());
    long owner = fixtures.account(Role.HOST);
    long shop = fixtures.shop(owner);
    app.database()
        .change(sql -> sql.execute("UPDATE shop SET handle = 'window' WHERE id = ?", shop));
    product = fixtures.product(shop, LONG);
    fixtures.variant(shop, product, 123_456_789, 3);
    long second = fixtures.variant(shop, product, 2_000, 0);
    long third = fixtures.variant(shop, product, 2_000, 90);
    app.database()
        .change(sql -> {
          sql.execute("UPDATE variant SET option1 = 'Extra large and wide' WHERE id = ?", second);
          sql.execute(
              "UPDATE variant SET option1 = 'Small', compare_at = 3000 WHERE id = ?", third);
        });
    soldOut = fixtures.product(shop, "Gone");
    fixtures.variant(shop, soldOut, 500, 0);
    shopper = fixtures.session(fixtures.account(Role.SHOPPER));
    host = fixtures.session(owner);
    administrator = fixtures.session(fixtures.account(Role.ADMINISTRATOR));
  }

  @AfterAll
  static void close() {
    browser.close();
    app.close();
  }

  @ParameterizedTest
  @MethodSource("visits")
  void isAccessibleFitsAndObeysThePolicy(Visit visit) throws IOException {
    String axe = Files.readString(AXE);
    for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {360, 1280}) {
        Page page = browser.page(width, 800, colors);
        String as = visit + " " + width + " " + colors;
        List<String> stopped = new ArrayList<>();
        page.onConsoleMessage(message -> {
          if (message.text().contains("Content Security Policy")) {
            stopped.add(message.text());
          }
        });
        signIn(page, visit.reader());
        page.navigate(app.url() + visit.path());

        page.evaluate(axe);
        assertThat(page.evaluate(FINDINGS))
            .as(as)
            .asInstanceOf(InstanceOfAssertFactories.LIST)
            .isEmpty();
        assertThat((Integer) page.evaluate("document.scrollingElement.scrollWidth - innerWidth"))
            .as(as + ": too wide by")
            .isLessThanOrEqualTo(0);
        assertThat(stopped).as(as).isEmpty();
        page.context().close();
      }
    }
  }

  private static void signIn(Page page, Reader reader) {
    String session =
        switch (reader) {
          case NOBODY -> "";
          case SHOPPER -> shopper;
          case HOST -> host;
          case ADMINISTRATOR -> administrator;
        };
    if (!session.isEmpty()) {
      page.context()
          .addCookies(List.of(new Cookie("session", session).setUrl(app.url().toString())));
    }
  }

  @Test
  void buysWithoutScripts() {
    Page page = browser.page(new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(app.url() + "/");
    page.locator("a", new Page.LocatorOptions().setHasText(LONG)).click();
    page.getByLabel("Small").check();
    page.locator("main button[type=submit]").click();

    page.navigate(app.url() + "/cart");
    assertThat(page.locator("main").textContent()).contains(LONG, "Small");
    page.context().close();
  }

  @Test
  void searchesAndOpensTheMenuWithoutScripts() {
    Page page = browser.page(new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(app.url() + "/");
    page.locator(".menu > summary").click();
    assertThat(page.locator(".menu a[href='/sign-in']").isVisible()).isTrue();
    page.locator("#site-search").fill("Gone");
    page.keyboard().press("Enter");

    assertThat(page.locator("h1").textContent()).contains("Gone");
    assertThat(page.locator(".tile").count()).isEqualTo(1);
    page.context().close();
  }

  @Test
  void remembersTheThemeThatWasChosen() {
    Page page = browser.page(1280, 800, ColorScheme.DARK);
    page.navigate(app.url() + "/");
    Locator toggle = page.locator("[data-theme-toggle]");
    toggle.click();
    page.navigate(app.url() + "/search");

    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("light");
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(251, 247, 240)");
    page.context().close();
  }

  @Test
  void showsTheOfferOfTheVariantThatIsChosen() {
    Page page = browser.page();
    page.navigate(app.url() + "/products/" + product);
    assertThat(page.locator("#offer").textContent()).contains("€1,234,567.89", "only 3 left");

    page.getByLabel("Small").check();
    page.locator("#offer", new Page.LocatorOptions().setHasText("€30.00")).waitFor();

    assertThat(page.locator("#offer").textContent()).contains("€20.00", "In stock");
    page.context().close();
  }

  @Test
  void reachesTheContentByKeyboard() {
    Page page = browser.page();
    page.navigate(app.url() + "/");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
    page.keyboard().press("Enter");

    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    page.context().close();
  }
}
