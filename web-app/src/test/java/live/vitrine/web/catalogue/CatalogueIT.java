package live.vitrine.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for shoppers, over HTTP. */
final class CatalogueIT {
  private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static long shop;
  private static long mug;
  private static long mugVariant;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    shop = fixtures.shop(fixtures.account(Role.HOST));
    mug = fixtures.product(shop, "Hand-thrown mug, 30 cl");
    mugVariant = fixtures.variant(shop, mug, 2_450, 3);
    long bowl = fixtures.product(shop, "Töpferschale 青い XL");
    fixtures.variant(shop, bowl, 1_000, 0);
    long evil = fixtures.product(shop, EVIL);
    fixtures.variant(shop, evil, 9_900, 50);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static HttpResponse<String> get(String path) {
    return app.browser().get(path);
  }

  private static HttpResponse<String> search(String words) {
    return get("/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  private static String handle() {
    return app.database()
        .read(sql ->
            sql.createQuery("SELECT handle FROM shop WHERE id = :id")
                .bind("id", shop)
                .mapTo(String.class)
                .one());
  }

  @Test
  void showsShopsAndProductsAtHome() {
    assertThat(get("/").body()).contains("/shops/" + handle(), "Hand-thrown mug, 30 cl", "€24.50");
  }

  @Test
  void showsWhatAProductCostsAndHowManyAreLeft() {
    String page = get("/products/" + mug).body();

    assertThat(page)
        .contains("€24.50", "tax included", "shipping €4.90", "only 3 left", "Add to cart")
        .contains("name=\"variant\" value=\"" + mugVariant + "\"", "max=\"3\"")
        .contains("<link rel=\"canonical\" href=\"" + app.url() + "/products/" + mug + "\">")
        .contains("\"priceCurrency\":\"EUR\"", "https://schema.org/InStock");
  }

  @Test
  void marksWhatIsSoldOut() {
    assertThat(get("/shops/" + handle()).body()).contains("Sold out");
  }

  @Test
  void showsAFlashPriceWithItsEndAndTheUsualPrice() {
    long product = fixtures.product(shop, "Flash lamp");
    long variant = fixtures.variant(shop, product, 10_000, 5);
    app.database()
        .change(sql ->
            sql.execute(
                """
                INSERT INTO flash_price (variant_id, price, starts_at, ends_at, created_at)
                VALUES (?, 7000, ?, ?, ?)
                """,
                variant,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(600),
                Instant.now()));

    assertThat(get("/products/" + product).body())
        .contains("€70.00", "€100.00", "Flash price", "data-countdown=\"5");
  }

  @Test
  void escapesWhatHostsType() {
    for (String path : new String[] {"/", "/shops/" + handle(), "/search?q=alert"}) {
      assertThat(get(path).body()).as(path).doesNotContain("<script>alert", "<img src=x");
    }
    assertThat(search(EVIL).body()).doesNotContain("<script>alert", "<img src=x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mug",
        "MUG hand",
        "thro",
        "\"hand-thrown mug\"",
        "+mug -mug",
        "mug*",
        "(mug) @ ~",
        "30 cl mug",
        "the mug",
      })
  void findsWhatIsMeant(String words) {
    assertThat(search(words).body()).contains("Hand-thrown mug, 30 cl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Töpfer", "töpferschale", "青い", "xl", "XL"})
  void findsWordsOfEveryScriptAndShortOnes(String words) {
    assertThat(search(words).body()).contains("Töpferschale");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothinglikethis",
        "%",
        "_",
        "\"",
        "@@@",
        "+",
        "' OR 'zz'='zz' -- ",
        "\\",
        "\u0000",
        "🎉"
      })
  void staysCalmAboutWhatIsNotThere(String words) {
    HttpResponse<String> response = search(words);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("Nothing found");
  }

  @Test
  void takesTheBeginningOfWhatIsVeryLong() {
    assertThat(search("mug " + "x".repeat(3_000)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/search?q=mug",
        "/search?sort=price&q=mug",
        "/search?sort=price-down",
        "/search?sort=newest&q=mug",
        "/search?sort=bad&category=bad&page=-1&q=mug",
        "/search?sort=price&q=mug&category=other",
        "/search?sort=match&q=mug&category=other"
      })
  void sortsAndFilters(String path) {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("Hand-thrown mug, 30 cl");
  }

  @Test
  void leavesOutOtherCategories() {
    assertThat(get("/search?q=mug&category=music").body()).contains("Nothing found");
  }

  @Test
  void putsTheCheapestFirst() {
    String page = get("/search?sort=price&category=other").body();

    assertThat(page.indexOf("Töpferschale")).isPositive().isLessThan(page.indexOf("Hand-thrown"));
  }

  @Test
  void leafsThroughALongShelf() {
    long full = fixtures.shop(fixtures.account(Role.HOST));
    app.database()
        .change(sql -> sql.execute("UPDATE shop SET category = 'toys' WHERE id = ?", full));
    for (int i = 1; i <= Listing.SIZE + 1; i++) {
      fixtures.variant(full, fixtures.product(full, "Piece " + i), 100, 1);
    }
    String path =
        app.database()
            .read(sql ->
                sql.createQuery("SELECT CONCAT('/shops/', handle) FROM shop WHERE id = :id")
                    .bind("id", full)
                    .mapTo(String.class)
                    .one());

    assertThat(get(path).body()).contains("page=2").doesNotContain("Piece 25");
    assertThat(get(path + "?page=2").body()).contains("Piece 25").doesNotContain("page=3");
    assertThat(get(path + "?page=3").body()).contains("nothing more on this page");
  }

  @Test
  void hidesWhatIsNotForEverybody() {
    long closed = fixtures.shop(fixtures.account(Role.HOST));
    long product = fixtures.product(closed, "Hidden thing");
    fixtures.variant(closed, product, 100, 1);
    app.database()
        .change(sql -> sql.execute("UPDATE shop SET status = 'suspended' WHERE id = ?", closed));

    assertThat(get("/products/" + product).statusCode()).isEqualTo(404);
    assertThat(search("hidden").body()).contains("Nothing found");
    assertThat(get("/products/999999").statusCode()).isEqualTo(404);
    assertThat(get("/products/abc").statusCode()).isEqualTo(404);
    assertThat(get("/shops/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void showsAChangedPriceWithinASecondOrSo() {
    long product = fixtures.product(shop, "Moving lamp");
    long variant = fixtures.variant(shop, product, 5_000, 5);
    assertThat(get("/products/" + product).body()).contains("€50.00");

    app.database()
        .change(sql -> sql.execute("UPDATE variant SET price = 4200 WHERE id = ?", variant));

    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(get("/products/" + product).body()).contains("€42.00"));
  }

  @Test
  void tellsSearchEnginesWhatThereIs() {
    assertThat(get("/sitemap.xml").body())
        .contains("<loc>" + app.url() + "/products/" + mug + "</loc>");
    assertThat(get("/robots.txt").body())
        .contains("Sitemap: " + app.url() + "/sitemap.xml", "Disallow: /cart");
  }
}
