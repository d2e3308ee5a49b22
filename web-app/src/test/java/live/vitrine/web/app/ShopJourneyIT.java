package live.vitrine.web.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.util.regex.Pattern;
import live.vitrine.web.testing.Browser;
import live.vitrine.web.testing.OutboxFolder.Received;
import live.vitrine.web.testing.PictureFiles;
import live.vitrine.web.testing.WholeShop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new shop from its first start to the last refund, by people who click in real browsers. */
final class ShopJourneyIT {
  private static final String PASSWORD = "four quiet lamps 17";
  private static final String HOST = "hanna@example.org";
  private static final String SHOPPER = "ada@example.org";

  private WholeShop shop;
  private Browser browser;

  @BeforeEach
  void open() {
    shop = WholeShop.open();
    browser = Browser.open();
  }

  @AfterEach
  void close() {
    browser.close();
    shop.close();
  }

  @Test
  void sellsShipsAndRefunds() throws IOException {
    Page administrator = becomeAdministrator();
    Page host = signUp("Hanna", HOST);
    openShop(host);
    addProduct(host);
    seeStreamKey(host);

    Page shopper = signUp("Ada", SHOPPER);
    fillCartAsGuestAndSignIn(shopper);
    String code = order(shopper);
    beDeclinedThenPay(shopper, code);
    readReceipt(code);

    ship(host, shopper, code);
    refundPart(host, code);
    refundTheRest(host, shopper, code);
    lookAsAdministrator(administrator, code);

    // The declined card is an answer 402, which browsers note as an error.
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("402"));
  }

  private Page becomeAdministrator() throws IOException {
    Page page = browser.page();
    page.navigate(shop.setupLink());
    page.getByLabel("Name").fill("Root");
    page.getByLabel("E-mail address").fill("root@example.org");
    page.locator("#password").fill(PASSWORD);
    button(page, "Make the administrator").click();
    assertThat(page.locator("main")).containsText("Welcome! You are the administrator.");
    menu(page, "Administration");
    assertThat(page.locator("h1")).isVisible();
    return page;
  }

  private Page signUp(String name, String email) {
    Page page = browser.page();
    page.navigate(shop.app().url().toString());
    menu(page, "Create an account");
    page.getByLabel("Name").fill(name);
    page.getByLabel("E-mail address").fill(email);
    page.locator("#password").fill(PASSWORD);
    button(page, "Create account").click();
    assertThat(page.locator("h1")).hasText("Look into your mail");
    String link =
        shop.app().outbox().links(email).stream()
            .filter(path -> path.startsWith("/account/confirm/"))
            .findFirst()
            .orElseThrow();
    page.navigate(shop.app().url() + link);
    page.locator("#password").fill(PASSWORD);
    button(page, "Confirm").click();
    assertThat(page.locator("main")).containsText("Your address is confirmed.");
    return page;
  }

  private static void openShop(Page page) {
    menu(page, "Open a shop");
    page.getByLabel("Name of the shop").fill("Hanna’s Kiln");
    page.locator("#category").selectOption("kitchen");
    page.locator("#currency").selectOption("EUR");
    page.locator("#terms").check();
    button(page, "Open the shop").click();
    assertThat(page.locator("main")).containsText("Your shop is open.");

    tab(page, "Shop");
    page.locator("#shipping").fill("4.90");
    page.locator("#tax-rate").fill("19");
    page.locator("#tax").selectOption("included");
    button(page, "Save").first().click();
    assertThat(page.locator("main")).containsText("The shop is saved.");
  }

  private void addProduct(Page page) {
    tab(page, "Products");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New product")).click();
    page.locator("#name").fill("Enamel mug");
    page.locator("#description").fill("Keeps tea warm.\n\nMade by hand.");
    page.locator("#option1-name").fill("Size");
    page.locator("#option2-name").fill("Colour");
    variant(page, 0, "S", "Blue", "12.50", 5);
    button(page, "Add a variant").click();
    variant(page, 1, "L", "Blue", "15", 3);
    button(page, "Add a variant").click();
    variant(page, 2, "L", "Red", "15.00", 2);
    page.locator("#files")
        .setInputFiles(
            new FilePayload[] {
              new FilePayload("front.jpg", "image/jpeg", PictureFiles.jpeg(800, 600)),
              new FilePayload("back.png", "image/png", PictureFiles.png(600, 600))
            });
    button(page, "Save").last().click();
    assertThat(page.locator(".notice")).containsText("Saved.");
    assertThat(page.locator("main img")).hasCount(2);
    assertThat(shop.number("SELECT SUM(stock) FROM variant")).isEqualTo(10);
  }

  private static void variant(
      Page page, int row, String size, String colour, String price, int stock) {
    String prefix = "[name=v" + row + "-";
    page.locator(prefix + "option1]").fill(size);
    page.locator(prefix + "option2]").fill(colour);
    page.locator(prefix + "price]").fill(price);
    page.locator(prefix + "stock]").fill(String.valueOf(stock));
    page.locator(prefix + "sku]").fill("MUG-" + size + "-" + colour);
  }

  private static void seeStreamKey(Page page) {
    tab(page, "Stream");
    assertThat(page.locator("#server")).hasValue("rtmp://live.example.org/live");
    page.getByText("Show the stream key").click();
    assertThat(page.locator("#key")).hasValue(Pattern.compile(".{20,}"));
    assertThat(page.locator("svg.qr path")).isVisible();
  }

  private void fillCartAsGuestAndSignIn(Page page) {
    addToCart(page, "L / Red", 1);
    menu(page, "Sign out");

    addToCart(page, "S / Blue", 2);
    page.locator(".site-nav a[href='/cart']").click();
    assertThat(page.locator("main")).not().containsText("Red");
    page.getByText("To the checkout").click();
    page.getByLabel("E-mail address").fill(SHOPPER);
    page.locator("#password").fill(PASSWORD);
    button(page, "Sign in").click();
    page.waitForURL("**/checkout/**");
    assertThat(page.locator("main")).containsText("Enamel mug");
    assertThat(page.locator("main")).containsText("S / Blue");
    assertThat(page.locator("main")).containsText("L / Red");
    assertThat(page.locator("main")).containsText("€44.90");
  }

  private void addToCart(Page page, String variant, int quantity) {
    page.navigate(shop.app().url().toString());
    page.locator("#site-search").fill("mug");
    page.keyboard().press("Enter");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Enamel mug"))
        .first()
        .click();
    page.getByLabel(variant).check();
    page.locator("#quantity").fill(String.valueOf(quantity));
    button(page, "Add to cart").click();
    assertThat(page.locator("main")).containsText("It is in your cart.");
  }

  private String order(Page page) {
    page.locator("#recipient").fill("Ada Lovelace");
    page.locator("#street").fill("Main Street 1");
    page.locator("#postalCode").fill("10115");
    page.locator("#city").fill("Berlin");
    page.locator("#country").selectOption("DE");
    button(page, "Pay €44.90").click();
    page.waitForURL("**/c/pay/**");
    assertThat(stock("MUG-S-Blue")).isEqualTo(3);
    assertThat(stock("MUG-L-Red")).isEqualTo(1);
    return shop.app()
        .database()
        .read(handle -> handle.select("SELECT code FROM shop_order").mapTo(String.class).one());
  }

  private void beDeclinedThenPay(Page page, String code) {
    card(page, "4000 0000 0000 0002");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your card was declined.");
    assertThat(status(code)).isEqualTo("pending");

    card(page, "4242 4242 4242 4242");
    page.waitForURL("**/orders/**");
    assertThat(page.locator("main")).containsText("Thank you! Your order is paid.");
    assertThat(page.locator("main")).containsText("€44.90");
    assertThat(page.locator("main")).containsText("Paid, not shipped yet");
    assertThat(status(code)).isEqualTo("paid");
    assertThat(shop.number("SELECT total FROM shop_order WHERE code = ?", code)).isEqualTo(4490);
    assertThat(stock("MUG-S-Blue")).isEqualTo(3);
    assertThat(shop.number("SELECT COUNT(*) FROM cart_line")).isZero();
  }

  private static void card(Page page, String number) {
    page.getByLabel("Card number").fill(number);
    page.getByLabel("Expiry").fill("12/34");
    page.getByLabel("Security code").fill("123");
    page.getByLabel("Name on card").fill("Ada Lovelace");
    page.locator("button.primary").click();
  }

  private void readReceipt(String code) {
    Received receipt = mailAbout(code, 1);
    assertThat(receipt.text()).contains("2 × Enamel mug", "€25.00", "€15.00", "€44.90");
  }

  /** The n-th mail to the shopper about an order. */
  private Received mailAbout(String code, int number) {
    await()
        .until(() ->
            shop.app().outbox().to(SHOPPER).stream()
                    .filter(mail -> mail.text().contains(code))
                    .count()
                >= number);
    return shop.app().outbox().to(SHOPPER).stream()
        .filter(mail -> mail.text().contains(code))
        .skip(number - 1)
        .findFirst()
        .orElseThrow();
  }

  private void ship(Page host, Page shopper, String code) {
    menu(host, "My shop");
    assertThat(host.locator("main")).containsText("€44.90");
    host.getByText("One order is paid and not shipped").click();
    host.getByText(code).click();
    assertThat(host.locator("main")).containsText("Ada Lovelace");
    host.locator("#carrier").fill("DHL");
    host.locator("#number").fill("00340434");
    button(host, "Mark as shipped").click();
    assertThat(host.locator("main")).containsText("Marked as shipped");
    assertThat(mailAbout(code, 2).text()).contains("DHL", "00340434");

    menu(shopper, "My orders");
    assertThat(shopper.locator("main")).containsText("Shipped");
    shopper.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Enamel mug")).click();
    assertThat(shopper.locator("main")).containsText("00340434");
  }

  private void refundPart(Page page, String code) {
    page.locator("#amount").fill("12.50");
    restock(page, "S / Blue").fill("1");
    confirm(page);
    await().until(() -> refunded(code) == 1250);
    page.reload();
    assertThat(page.locator("main")).containsText("€32.40");
    assertThat(stock("MUG-S-Blue")).isEqualTo(4);
    assertThat(stock("MUG-L-Red")).isEqualTo(1);
  }

  private void refundTheRest(Page host, Page shopper, String code) {
    host.locator("#amount").fill("32.40");
    restock(host, "S / Blue").fill("1");
    restock(host, "L / Red").fill("1");
    confirm(host);
    await().until(() -> refunded(code) == 4490);
    host.reload();
    assertThat(host.locator(".badge").first()).hasText("Refunded");
    assertThat(host.locator("#amount")).hasCount(0);
    assertThat(stock("MUG-S-Blue")).isEqualTo(5);
    assertThat(stock("MUG-L-Red")).isEqualTo(2);

    shopper.reload();
    assertThat(shopper.locator(".badge").first()).hasText("Refunded");
    assertThat(shopper.locator("main")).containsText("€12.50");
    assertThat(shopper.locator("main")).containsText("€32.40");
  }

  private static Locator restock(Page page, String variant) {
    return page.getByLabel("Back on the shelf: Enamel mug " + variant);
  }

  private static void confirm(Page page) {
    button(page, "Refund").click();
    page.locator("dialog button.primary").click();
    assertThat(page.locator("main")).containsText("The refund is on its way.");
  }

  private static void lookAsAdministrator(Page page, String code) {
    tab(page, "Orders");
    page.getByText(code).click();
    assertThat(page.locator("main")).containsText("Hanna’s Kiln");
    assertThat(page.locator("dl.sum dd").last()).hasText("€44.90");
  }

  private long stock(String sku) {
    return shop.number("SELECT stock FROM variant WHERE sku = ?", sku);
  }

  private long refunded(String code) {
    return shop.number("SELECT refunded FROM shop_order WHERE code = ?", code);
  }

  private String status(String code) {
    return shop.app()
        .database()
        .read(handle ->
            handle
                .select("SELECT status FROM shop_order WHERE code = ?", code)
                .mapTo(String.class)
                .one());
  }

  private static Locator button(Page page, String name) {
    return page.locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void menu(Page page, String entry) {
    page.locator(".menu > summary").click();
    page.locator(".menu").getByText(entry, new Locator.GetByTextOptions().setExact(true)).click();
  }

  private static void tab(Page page, String name) {
    page.locator(".tabs").getByText(name, new Locator.GetByTextOptions().setExact(true)).click();
  }
}
