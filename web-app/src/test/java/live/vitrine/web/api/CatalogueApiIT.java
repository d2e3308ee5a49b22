package live.vitrine.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What programs can read without a key. */
final class CatalogueApiIT {
  private static RunningWebApp app;
  private static ApiClient api;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    api = new ApiClient(app);
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    api.close();
    app.close();
  }

  private static long shop() {
    return fixtures.shop(fixtures.account(Role.HOST));
  }

  private static String handle(long shop) {
    return app.database()
        .read(handle ->
            handle
                .createQuery("SELECT handle FROM shop WHERE id = ?")
                .bind(0, shop)
                .mapTo(String.class)
                .one());
  }

  @Test
  void showsAProductWithItsPrices() {
    long shop = shop();
    long product = fixtures.product(shop, "Scarf <b>");
    fixtures.variant(shop, product, 1999, 5);

    ApiClient.Reply reply = api.get("/products/" + product);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().getString("name")).isEqualTo("Scarf <b>");
    JsonObject variant = reply.body().getJsonArray("variants").getJsonObject(0);
    assertThat(variant.getJsonObject("price"))
        .isEqualTo(new JsonObject().put("amount", 1999).put("currency", "EUR"));
    assertThat(variant.getInteger("available")).isEqualTo(5);
  }

  @Test
  void goesThroughAShopPageByPage() {
    long shop = shop();
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(fixtures.product(shop, "Thing " + i));
    }

    List<Long> seen = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      ApiClient.Reply reply =
          api.get(
              "/shops/"
                  + handle(shop)
                  + "/products?limit=2"
                  + (next.isEmpty() ? "" : "&cursor=" + next));
      JsonArray items = reply.body().getJsonArray("items");
      items.forEach(item -> seen.add(((JsonObject) item).getLong("id")));
      next = reply.body().getString("next", "");
      pages++;
    } while (!next.isEmpty());

    assertThat(seen).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void hidesWhatIsNotOnSale() {
    long shop = shop();
    long product = fixtures.product(shop, "Hidden");
    app.database()
        .change(
            handle -> handle.execute("UPDATE product SET active = FALSE WHERE id = ?", product));
    long closed = shop();
    long itsProduct = fixtures.product(closed, "Closed");
    app.database()
        .change(
            handle -> handle.execute("UPDATE shop SET status = 'suspended' WHERE id = ?", closed));

    assertThat(api.get("/products/" + product).status()).isEqualTo(404);
    assertThat(api.get("/products/" + itsProduct).status()).isEqualTo(404);
    assertThat(api.get("/shops/" + handle(closed)).status()).isEqualTo(404);
    assertThat(api.get("/rooms/" + handle(closed)).status()).isEqualTo(404);
  }

  @Test
  void findsProductsByTheirWords() {
    long shop = shop();
    long product = fixtures.product(shop, "Quixotic umbrella");

    assertThat(
            api.get("/search?q=quixo").body().getJsonArray("items").getJsonObject(0).getLong("id"))
        .isEqualTo(product);
    assertThat(api.get("/search?q=quixo%20teapot").body().getJsonArray("items")).isEmpty();
    assertThat(api.get("/search?q=%2B%2B%22%28").field()).isEqualTo("q");
  }

  @Test
  void showsShopsAndTheirRooms() {
    String handle = handle(shop());

    assertThat(api.get("/shops?limit=1").body().getJsonArray("items")).hasSize(1);
    assertThat(api.get("/shops/" + handle).body().getInteger("taxBasisPoints")).isEqualTo(1900);
    assertThat(api.get("/rooms/" + handle).body().getBoolean("live")).isFalse();
    assertThat(api.get("/rooms").body().getJsonArray("items")).isNotEmpty();
  }
}
