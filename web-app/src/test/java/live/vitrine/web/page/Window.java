package live.vitrine.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.MediaServerStandIn;
import live.vitrine.web.testing.OrderFixtures;
import live.vitrine.web.testing.RunningWebApp;

/** A site with something of everything, and one that was started for the first time. */
final class Window implements AutoCloseable {
  static final String LONG = "Unbreakablyverylongnameofaproduct".repeat(3);

  private static final String PASSWORD = "four quiet lamps 17";

  private final MediaServerStandIn media = MediaServerStandIn.open();
  private final RunningWebApp app;
  private final RunningWebApp fresh;

  final long shop;
  final long buyer;
  final long product;
  final long soldOut;
  final String paid;
  final String pending;
  final Map<Reader, String> sessions;

  /** Who looks at a page. */
  enum Reader {
    NOBODY,
    SHOPPER,
    HOST,
    ADMINISTRATOR,
    /** Whoever is first on a new site. */
    FIRST
  }

  Window() {
    fresh = RunningWebApp.open();
    app =
        RunningWebApp.openWith(
            Map.of(
                "VITRINE_MEDIA_ADMIN_URL",
                media.url().toString(),
                "VITRINE_MEDIA_RTMP_URL",
                "rtmp://live.example.org/live"));
    Fixtures fixtures = new Fixtures(app.database());
    long owner = fixtures.account(Role.HOST);
    buyer = fixtures.account(Role.SHOPPER);
    long administrator = fixtures.account(Role.ADMINISTRATOR);
    shop = fixtures.shop(owner);
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
    OrderFixtures orders = new OrderFixtures(app.database());
    paid = orders.paid(shop, buyer, third);
    pending = orders.pending(shop, buyer, third);
    sessions =
        Map.of(
            Reader.NOBODY, "",
            Reader.FIRST, "",
            Reader.SHOPPER, fixtures.session(buyer),
            Reader.HOST, fixtures.session(owner),
            Reader.ADMINISTRATOR, fixtures.session(administrator));
    fill(app.browser().withSession(session(Reader.SHOPPER)), third);
  }

  private void fill(HttpBrowser browser, long variant) {
    browser.get("/products/" + product);
    browser.post("/cart/lines", Map.of("variant", "" + variant, "quantity", "2"));
  }

  RunningWebApp app() {
    return app;
  }

  /** Where a reader's pages begin. */
  String origin(Reader reader) {
    return (reader == Reader.FIRST ? fresh : app).url().toString();
  }

  String session(Reader reader) {
    return sessions.getOrDefault(reader, "");
  }

  /** The path of the link that makes the first administrator. */
  String setUp() {
    try {
      String link = Files.readString(fresh.data().resolve("setup-link")).strip();
      return link.substring(link.indexOf("/setup/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths of links that were mailed: to confirm an address, a new one, and for a new password. */
  List<String> mailed() {
    HttpBrowser browser = app.browser();
    browser.get("/sign-up");
    browser.post(
        "/sign-up", Map.of("name", "Nia", "email", "nia@example.org", "password", PASSWORD));
    browser.get("/sign-in");
    HttpResponse<String> signedIn =
        browser.post("/sign-in", Map.of("email", "nia@example.org", "password", PASSWORD));
    browser.follow(signedIn);
    browser.get("/account/email");
    browser.post("/account/email", Map.of("email", "nia2@example.org", "password", PASSWORD));
    browser.get("/account/forgotten");
    browser.post("/account/forgotten", Map.of("email", "nia@example.org"));
    app.outbox().await("nia@example.org", 2);
    return List.of(
        link("nia@example.org", "/account/confirm/"),
        link("nia2@example.org", "/account/email/"),
        link("nia@example.org", "/account/reset/"));
  }

  private String link(String recipient, String start) {
    return app.outbox().links(recipient).stream()
        .filter(path -> path.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no mail with " + start));
  }

  @Override
  public void close() {
    app.close();
    fresh.close();
    media.close();
  }
}
