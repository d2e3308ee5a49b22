package live.vitrine.web.product;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.Multipart;
import live.vitrine.web.testing.PictureFiles;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProductPagesIT {
  private static final String LIST = "/host/products";
  private static RunningWebApp app;
  private static Fixtures fixtures;

  private long shop;
  private HttpBrowser host;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @BeforeEach
  void becomeHost() {
    long account = fixtures.account(Role.HOST);
    shop = fixtures.shop(account);
    host = app.browser().withSession(fixtures.session(account));
  }

  /** The fields of a product in two sizes. */
  private static Map<String, String> shirt() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("action", "save");
    fields.put("name", "Shirt");
    fields.put("description", "Of cotton.\r\nWashable.");
    fields.put("option1-name", "Size");
    fields.putAll(variant(0, "M", "19.99"));
    fields.putAll(variant(1, "L", "21,50"));
    return fields;
  }

  private static Map<String, String> variant(int row, String size, String price) {
    String prefix = "v" + row + "-";
    return Map.of(
        prefix + "id", "",
        prefix + "option1", size,
        prefix + "price", price,
        prefix + "stock", "5",
        prefix + "stock-shown", "0",
        prefix + "active", "true");
  }

  private HttpResponse<String> create(Multipart form) {
    assertThat(host.get(LIST + "/new").statusCode()).isEqualTo(200);
    return host.upload(LIST + "/new", form);
  }

  private long created() {
    HttpResponse<String> response = create(new Multipart().fields(shirt()));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return idOf(response);
  }

  private static long idOf(HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElseThrow();
    return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
  }

  private static ProductView view(long id) {
    return app.database()
        .read(handle -> ProductRepository.find(handle, id, Instant.now()))
        .orElseThrow();
  }

  /** What the form of a product sends if nothing is changed. */
  private Map<String, String> form(long id) {
    Map<String, String> fields = shirt();
    ProductView view = view(id);
    int version =
        app.database()
            .read(handle ->
                handle
                    .select("SELECT version FROM product WHERE id = ?", id)
                    .mapTo(Integer.class)
                    .one());
    fields.put("version", String.valueOf(version));
    for (int row = 0; row < view.choices().size(); row++) {
      Offer offer = view.choices().get(row).offer();
      String stock = String.valueOf(offer.available());
      fields.put("v" + row + "-id", String.valueOf(offer.variantId()));
      fields.put("v" + row + "-sku", offer.sku());
      fields.put("v" + row + "-stock", stock);
      fields.put("v" + row + "-stock-shown", stock);
    }
    return fields;
  }

  @Test
  void createsAProductWithVariantsAndPictures() {
    HttpResponse<String> response =
        create(
            new Multipart()
                .fields(shirt())
                .file("files", "front.jpg", PictureFiles.jpeg(800, 600))
                .file("files", "back.png", PictureFiles.png(100, 100)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    ProductView view = view(idOf(response));
    assertThat(view.name()).isEqualTo("Shirt");
    assertThat(view.description()).isEqualTo("Of cotton.\nWashable.");
    assertThat(view.optionNames()).containsExactly("Size");
    assertThat(view.choices())
        .extracting(choice -> choice.options().getFirst() + choice.offer().price().minor())
        .containsExactly("M1999", "L2150");
    assertThat(view.choices()).allMatch(choice -> choice.offer().sku().startsWith("V-"));
    assertThat(view.pictures()).hasSize(2);
    String cover = "/pictures/" + view.cover().orElseThrow().id() + "/480.jpg";
    assertThat(app.browser().get(cover).statusCode()).isEqualTo(200);
    assertThat(host.follow(response).body()).contains("Saved.").contains("value=\"19.99\"");
    assertThat(host.get(LIST).body()).contains("Shirt").contains("2 variants");
  }

  @Test
  void keepsEverythingThatWasTypedWhenARowIsAdded() {
    Map<String, String> fields = shirt();
    fields.put("action", "add-variant");
    fields.put("v1-price", "not a price");
    HttpResponse<String> response =
        create(new Multipart().fields(fields).file("files", "a.png", PictureFiles.png(10, 10)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("name=\"v2-price\"")
        .contains("value=\"not a price\"")
        .contains("name=\"p0-id\"")
        .contains("Washable.");
  }

  @Test
  void saysWhatIsWrongWithEachField() {
    Map<String, String> fields = shirt();
    fields.put("name", "");
    fields.put("v0-price", "0");
    fields.put("v0-stock", "-1");
    fields.put("v1-option1", "m");
    fields.put("v1-compare-at", "21.50");
    HttpResponse<String> response =
        create(
            new Multipart()
                .fields(fields)
                .file(
                    "files",
                    "<b>.svg",
                    "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains("Please fill this in.")
        .contains("The price must be more than nothing.")
        .contains("A whole number from 0 to 1,000,000")
        .contains("Row 1 has the same options.")
        .contains("It must be higher than the price.")
        .contains("&lt;b&gt;.svg: This is SVG, HTML or XML");
  }

  @Test
  void takesTheLargestFormThereIs() {
    Map<String, String> fields = shirt();
    fields.put("description", "ß".repeat(5_000));
    for (int row = 0; row < 100; row++) {
      fields.putAll(variant(row, "Size " + row, "1"));
      fields.put("v" + row + "-sku", "BIG-" + row);
      fields.put("v" + row + "-limit", "3");
      fields.put("v" + row + "-compare-at", "2");
    }
    HttpResponse<String> response = create(new Multipart().fields(fields));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    assertThat(view(idOf(response)).choices()).hasSize(100);
    fields.putAll(variant(100, "One more", "1"));
    fields.put("v100-sku", "BIG-100");
    assertThat(create(new Multipart().fields(fields)).body()).contains("At most 100 variants.");
  }

  @Test
  void escapesWhatWasTyped() {
    Map<String, String> fields = shirt();
    fields.put("name", "<script>alert(1)</script>");
    fields.put("description", "</textarea><script>alert(2)</script>");
    fields.put("option1-name", "\"><script>alert(3)</script>");
    long id = idOf(create(new Multipart().fields(fields)));

    for (String path : List.of(LIST, LIST + "/" + id, LIST + "/" + id + "/flash")) {
      assertThat(host.get(path).body()).contains("alert(1)").doesNotContain("<script>alert");
    }
  }

  @Test
  void doesNotShowTheProductsOfAnotherHost() {
    long id = created();
    long other = fixtures.account(Role.HOST);
    fixtures.shop(other);
    HttpBrowser stranger = app.browser().withSession(fixtures.session(other));
    assertThat(stranger.get(LIST + "/new").statusCode()).isEqualTo(200);

    assertThat(stranger.get(LIST + "/" + id).statusCode()).isEqualTo(404);
    assertThat(stranger.get(LIST + "/" + id + "/flash").statusCode()).isEqualTo(404);
    assertThat(stranger.upload(LIST + "/" + id, new Multipart().fields(form(id))).statusCode())
        .isEqualTo(404);
    long variant = view(id).choices().getFirst().offer().variantId();
    Map<String, String> flash = Map.of("variant", "" + variant, "price", "1", "action", "now-15");
    Map<String, Map<String, String>> posts =
        Map.of(
            "/flash", flash,
            "/flash/1/cancel", Map.of(),
            "/move", Map.of("to", "up"),
            "/activate", Map.of(),
            "/deactivate", Map.of(),
            "/delete", Map.of());
    posts.forEach((path, fields) ->
        assertThat(stranger.post(LIST + "/" + id + path, fields).statusCode())
            .as(path)
            .isEqualTo(404));
    assertThat(stranger.get(LIST).body()).doesNotContain("Shirt");
    assertThat(view(id).active()).isTrue();
  }

  @Test
  void doesNotTakeTheVariantsOrPicturesOfAnother() {
    long id = created();
    long mine = fixtures.product(shop, "Other");
    long foreign = fixtures.variant(shop, mine, 100, 1);
    Map<String, String> fields = form(id);
    fields.put("v0-id", String.valueOf(foreign));
    assertThat(host.upload(LIST + "/" + id, new Multipart().fields(fields)).statusCode())
        .isEqualTo(404);

    String theirs = "0123456789abcdef0123456789abcdef";
    long stranger = fixtures.account(Role.SHOPPER);
    app.database()
        .change(handle ->
            handle.execute(
                "INSERT INTO picture VALUES (?, ?, 1, 1, ?)", theirs, stranger, Instant.now()));
    fields = form(id);
    fields.put("p0-id", theirs);
    assertThat(host.upload(LIST + "/" + id, new Multipart().fields(fields)).statusCode())
        .isEqualTo(303);
    assertThat(view(id).pictures()).isEmpty();
  }

  @Test
  void tellsTheSecondOfTwoTabsWhatChanged() {
    long id = created();
    Map<String, String> first = form(id);
    Map<String, String> second = form(id);
    first.put("name", "Blue shirt");
    first.put("v0-price", "25");
    second.put("description", "Of wool.");
    assertThat(host.upload(LIST + "/" + id, new Multipart().fields(first)).statusCode())
        .isEqualTo(303);

    HttpResponse<String> response = host.upload(LIST + "/" + id, new Multipart().fields(second));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body())
        .contains("was saved elsewhere")
        .contains("Blue shirt")
        .contains("25.00 EUR")
        .contains("Of wool.");
    assertThat(view(id).name()).isEqualTo("Blue shirt");
    second.put("version", "1");
    assertThat(host.upload(LIST + "/" + id, new Multipart().fields(second)).statusCode())
        .isEqualTo(303);
    assertThat(view(id).description()).isEqualTo("Of wool.");
  }

  @Test
  void keepsSoldPiecesSoldWhenTheStockIsEdited() {
    long id = created();
    Map<String, String> fields = form(id);
    long variant = Long.parseLong(requireNonNull(fields.get("v0-id")));
    sell(variant, 3);
    fields.put("v0-stock", "9");
    assertThat(host.upload(LIST + "/" + id, new Multipart().fields(fields)).statusCode())
        .isEqualTo(303);
    assertThat(view(id).choices().getFirst().offer().available()).isEqualTo(6);

    fields = form(id);
    sell(variant, 4);
    fields.put("v0-stock", "1");
    HttpResponse<String> response = host.upload(LIST + "/" + id, new Multipart().fields(fields));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("2 are left");
    assertThat(view(id).choices().getFirst().offer().available()).isEqualTo(2);
  }

  private static void sell(long variant, int pieces) {
    app.database()
        .change(handle ->
            handle.execute("UPDATE variant SET stock = stock - ? WHERE id = ?", pieces, variant));
  }

  @Test
  void exchangesTheSkusOfTwoVariants() {
    long id = created();
    Map<String, String> fields = form(id);
    String first = requireNonNull(fields.get("v0-sku"));
    String second = requireNonNull(fields.get("v1-sku"));
    fields.put("v0-sku", second);
    fields.put("v1-sku", first);
    assertThat(host.upload(LIST + "/" + id, new Multipart().fields(fields)).statusCode())
        .isEqualTo(303);
    assertThat(view(id).choices())
        .extracting(choice -> choice.offer().sku())
        .containsExactly(second, first);

    Map<String, String> other = shirt();
    other.put("v1-sku", first.toLowerCase(java.util.Locale.ROOT));
    assertThat(create(new Multipart().fields(other)).body())
        .contains("Another product of yours has this SKU");
  }

  @Test
  void hidesShowsAndDeletes() {
    long id = created();
    assertThat(host.post(LIST + "/" + id + "/deactivate", Map.of()).statusCode()).isEqualTo(303);
    assertThat(view(id).active()).isFalse();
    assertThat(host.get(LIST + "?show=active").body()).contains("Nothing matches");
    assertThat(host.get(LIST + "?show=inactive&q=shi").body()).contains("Shirt");
    assertThat(host.get(LIST + "?q=%25").body()).contains("Nothing matches");
    assertThat(host.post(LIST + "/" + id + "/activate", Map.of()).statusCode()).isEqualTo(303);
    assertThat(view(id).active()).isTrue();

    long variant = view(id).choices().getFirst().offer().variantId();
    assertThat(host.post(LIST + "/" + id + "/delete", Map.of()).statusCode()).isEqualTo(303);
    assertThat(host.get(LIST + "/" + id).statusCode()).isEqualTo(404);
    List<Offer> offers =
        app.database()
            .read(handle -> OfferRepository.find(handle, List.of(variant), Instant.now()));
    assertThat(offers).singleElement().matches(offer -> !offer.buyable());
    List<String> audited =
        app.database()
            .read(handle ->
                handle
                    .select("SELECT action FROM audit_entry WHERE subject = ?", "product " + id)
                    .mapTo(String.class)
                    .list());
    assertThat(audited).containsExactly("product.deleted");
  }

  @Test
  void putsProductsInOrder() {
    long first = fixtures.product(shop, "One");
    long second = fixtures.product(shop, "Two");
    long third = fixtures.product(shop, "Three");
    assertThat(host.get(LIST).statusCode()).isEqualTo(200);

    assertThat(host.post(LIST + "/" + third + "/move", Map.of("to", "up")).statusCode())
        .isEqualTo(303);
    assertThat(shelf()).containsExactly(first, third, second);
    host.post(LIST + "/" + first + "/move", Map.of("to", "down"));
    assertThat(shelf()).containsExactly(third, first, second);
    host.post(LIST + "/" + second + "/move", Map.of("place", "1"));
    assertThat(shelf()).containsExactly(second, third, first);
    host.post(LIST + "/" + second + "/move", Map.of("place", "9999"));
    assertThat(shelf()).containsExactly(third, first, second);
    assertThat(host.post(LIST + "/" + second + "/move", Map.of("place", "x")).statusCode())
        .isEqualTo(422);
  }

  private List<Long> shelf() {
    return app.database()
        .read(handle ->
            handle
                .select("SELECT id FROM product WHERE shop_id = ? ORDER BY shelf_position", shop)
                .mapTo(Long.class)
                .list());
  }

  @Test
  void setsAFlashPriceThatNoOtherOverlaps() {
    long id = created();
    Offer before = view(id).choices().getFirst().offer();
    String flash = LIST + "/" + id + "/flash";
    assertThat(host.get(flash).body()).contains("UTC").contains("None yet.");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("variant", String.valueOf(before.variantId()));
    fields.put("price", "9.99");
    fields.put("quantity", "2");
    fields.put("action", "now-15");

    assertThat(host.post(flash, fields).statusCode()).isEqualTo(303);
    Offer offer = view(id).choices().getFirst().offer();
    assertThat(offer.price().minor()).isEqualTo(999);
    assertThat(offer.available()).isEqualTo(2);
    assertThat(host.get(flash).body()).contains("Running");

    HttpResponse<String> second = host.post(flash, fields);
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(second.body()).contains("In the way is the flash price").contains("€9.99");

    fields.put("action", "set");
    fields.put("zone", "Europe/Berlin");
    fields.put("start", Instant.now().plusSeconds(86_400).toString().substring(0, 16));
    fields.put("price", "8");
    assertThat(host.post(flash, fields).statusCode()).isEqualTo(303);
    assertThat(host.get(flash).body()).contains("To come");

    long running = offer.flash().orElseThrow().id();
    assertThat(host.post(flash + "/" + running + "/cancel", Map.of()).statusCode()).isEqualTo(303);
    assertThat(view(id).choices().getFirst().offer().price()).isEqualTo(before.price());
    assertThat(host.get(flash).body()).contains("Cancelled");
  }

  @Test
  void refusesFlashPricesThatMakeNoSense() {
    long id = created();
    String flash = LIST + "/" + id + "/flash";
    host.get(flash);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("variant", String.valueOf(view(id).choices().getFirst().offer().variantId()));
    fields.put("price", "19.99");
    fields.put("action", "set");
    assertThat(host.post(flash, fields).body()).contains("lower than the usual price of 19.99");
    fields.put("price", "5");
    fields.put("end", "2020-01-01T00:00");
    assertThat(host.post(flash, fields).body()).contains("The end must be after the start.");
    fields.put("end", "tomorrow");
    assertThat(host.post(flash, fields).body()).contains("A date and a time, please.");
    fields.put("end", "");
    fields.put("zone", "Nowhere/Land");
    assertThat(host.post(flash, fields).body()).contains("We do not know your time zone.");
  }

  @Test
  void sendsWhoeverHasNoShopAway() {
    HttpBrowser shopper =
        app.browser().withSession(fixtures.session(fixtures.account(Role.SHOPPER)));

    assertThat(shopper.get(LIST).headers().firstValue("Location")).contains("/host/open");
    assertThat(app.browser().get(LIST).headers().firstValue("Location").orElseThrow())
        .startsWith("/sign-in");
  }
}
