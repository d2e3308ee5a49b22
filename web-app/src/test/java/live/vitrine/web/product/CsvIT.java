package live.vitrine.web.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.Multipart;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CsvIT {
  private static final String IMPORT = "/host/products/import";
  private static final Pattern CONTENT = Pattern.compile("name=\"content\" value=\"([^\"]*)\"");
  private static final String SHIRTS =
      """
      handle;name;description;option1_name;option1;sku;price;compare_at;stock;limit_per_order;active
      shirt;Shirt;"Of cotton.
      Washable.";Size;M;S-M;19,99;25;5;2;yes
      shirt;;;;L;S-L;21,50;;7;;no
      cup;'=Cup;;;;;4;;1;;
      """;

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

  private HttpResponse<String> preview(String csv) {
    assertThat(host.get(IMPORT).statusCode()).isEqualTo(200);
    return host.upload(
        IMPORT, new Multipart().file("file", "products.csv", csv.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> confirm(HttpResponse<String> preview) {
    Matcher content = CONTENT.matcher(preview.body());
    assertThat(content.find()).as(preview.body()).isTrue();
    return host.upload(IMPORT + "/confirm", new Multipart().field("content", content.group(1)));
  }

  private void imported(String csv) {
    HttpResponse<String> response = confirm(preview(csv));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
  }

  private List<Map<String, Object>> rows(String sql) {
    return app.database().read(handle -> handle.select(sql, shop).mapToMap().list());
  }

  private List<Map<String, Object>> everything() {
    return rows(
        "SELECT p.name, p.description, p.version, v.* FROM product p JOIN variant v"
            + " ON v.product_id = p.id WHERE p.shop_id = ? ORDER BY v.id");
  }

  @Test
  void importsAfterHavingShownWhatWillBe() {
    HttpResponse<String> preview = preview(SHIRTS);
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("New: 3").contains("Wrong: 0").contains("Shirt – M");
    assertThat(everything()).isEmpty();

    assertThat(confirm(preview).statusCode()).isEqualTo(303);

    List<Map<String, Object>> all = everything();
    assertThat(all).extracting(row -> row.get("name")).containsExactly("Shirt", "Shirt", "=Cup");
    assertThat(all).extracting(row -> row.get("price")).containsExactly(1999L, 2150L, 400L);
    assertThat(all).extracting(row -> row.get("stock")).containsExactly(5, 7, 1);
    assertThat(all.getFirst().get("description")).isEqualTo("Of cotton.\nWashable.");
    assertThat(rows("SELECT detail FROM audit_entry WHERE subject = CONCAT('shop ', ?)"))
        .singleElement()
        .matches(row -> "3 new, 0 changed".equals(row.get("detail")));
  }

  @Test
  void changesNothingWhenWhatWasExportedIsImported() {
    imported(SHIRTS);
    List<Map<String, Object>> before = everything();
    HttpResponse<String> export = host.get("/host/products/export.csv");
    assertThat(export.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("products.csv");
    assertThat(export.body()).startsWith("\ufeffhandle,name,").contains(",'=Cup,");

    HttpResponse<String> preview = preview(export.body());

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("As before: 3").contains("There is nothing to change.");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void changesWhatDiffers() {
    imported(SHIRTS);

    HttpResponse<String> preview = preview("sku,price,compare_at,stock\nS-M,18,-,\ns-l,,,9\n");
    assertThat(preview.body()).contains("Changed: 2");
    assertThat(confirm(preview).statusCode()).isEqualTo(303);

    List<Map<String, Object>> all = everything();
    assertThat(all).extracting(row -> row.get("price")).containsExactly(1800L, 2150L, 400L);
    assertThat(all).extracting(row -> row.get("stock")).containsExactly(5, 9, 1);
    assertThat(all.getFirst().get("compare_at")).isNull();
    assertThat(all).extracting(row -> row.get("sku")).contains("S-M", "S-L");
  }

  @Test
  void namesTheLinesThatAreWrongAndChangesNothing() {
    HttpResponse<String> preview =
        preview(
            """
            name,option1_name,option1,sku,price,active
            Shirt,Size,M,S-1,free,yes
            Shirt,Size,L,S-2,5,perhaps
            Cup,,,S-1,5,yes
            ,,,,5,
            """);

    assertThat(preview.statusCode()).isEqualTo(422);
    assertThat(preview.body())
        .contains("Wrong: 4")
        .contains("<b>price:</b> An amount such as 19.99, please.")
        .contains("<b>active:</b> yes or no, please.")
        .contains("Line 2 is about the same variant.")
        .contains("<b>name:</b> Please fill this in.")
        .doesNotContain("name=\"content\"");
    assertThat(everything()).isEmpty();
  }

  @Test
  void doesNotTouchTheProductsOfAnotherShop() {
    long other = fixtures.shop(fixtures.account(Role.HOST));
    long product = fixtures.product(other, "Theirs");
    fixtures.variant(other, product, 100, 1);

    imported("handle,name,price\n" + product + ",Mine,7\n");

    assertThat(everything()).extracting(row -> row.get("name")).containsExactly("Mine");
    assertThat(
            app.database()
                .<ProductView>read(
                    handle -> ProductRepository.find(handle, product, Instant.now()).orElseThrow())
                .name())
        .isEqualTo("Theirs");
  }

  @Test
  void refusesForgedContent() {
    host.get(IMPORT);

    assertThat(
            host.upload(IMPORT + "/confirm", new Multipart().field("content", "%%%")).statusCode())
        .isEqualTo(400);
    assertThat(host.upload(IMPORT + "/confirm", new Multipart().field("content", "")).statusCode())
        .isEqualTo(422);
    assertThat(host.upload(IMPORT, new Multipart().field("x", "y")).body())
        .contains("Choose a file first.");
  }

  @Test
  void escapesWhatTheFileSays() {
    assertThat(preview("name,price\n<script>alert(1)</script>,5\n").body())
        .contains("alert(1)")
        .doesNotContain("<script>alert");
  }
}
