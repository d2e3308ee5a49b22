package live.vitrine.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is said, with the field to blame, and never as a page. */
final class ProblemIT {
  private static final String ORDER = "/host/orders/ABCDEFGH2345/shipment";
  private static RunningWebApp app;
  private static ApiClient api;
  private static String key;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    api = new ApiClient(app);
    Fixtures fixtures = new Fixtures(app.database());
    key =
        ApiFixtures.key(
            app.database(),
            fixtures.shop(fixtures.account(Role.HOST)),
            "orders:read orders:write catalogue:write");
  }

  @AfterAll
  static void close() {
    api.close();
    app.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/nothing | 404 | -",
        "/products/abc | 400 | productId",
        "/products/0 | 400 | productId",
        "/products/99999999999999999999 | 400 | productId",
        "/products/4000000 | 404 | -",
        "/shops/No%20Shop | 400 | handle",
        "/shops?limit=0 | 400 | limit",
        "/shops?limit=many | 400 | limit",
        "/shops?limit=1&limit=2 | 400 | limit",
        "/shops?colour=red | 400 | colour",
        "/shops?cursor=AAAA | 400 | cursor",
        "/shops?cursor=%3Cscript%3E | 400 | cursor",
        "/search | 400 | q",
        "/search?q=a | 400 | q",
        "/host/orders | 401 | Authorization",
        "/me/orders | 401 | -"
      })
  void namesWhatIsWrongWithAnAddress(String path, int status, String field) {
    ApiClient.Reply reply = api.get(path);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.field()).isEqualTo(field);
    assertThat(reply.body().getString("detail"))
        .isNotBlank()
        .doesNotContain("io.vertx", "live.vitrine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"carrier\":\"DHL\",\"trackingNumber\":\"1\",\"colour\":\"red\"} | 400 | /colour",
        "{\"carrier\":\"DHL\"} | 400 | /trackingNumber",
        "{\"carrier\":7,\"trackingNumber\":\"1\"} | 400 | /carrier",
        "{\"carrier\":null,\"trackingNumber\":\"1\"} | 400 | /carrier",
        "[] | 400 | ``",
        "{ | 400 | ``",
        "{\"carrier\":\"DHL\",\"trackingNumber\":\"1\"} | 404 | -"
      })
  void namesWhatIsWrongWithABody(String body, int status, String field) {
    ApiClient.Reply reply = api.send("PUT", ORDER, key, body);

    assertThat(reply.status()).as(reply.body().encode()).isEqualTo(status);
    assertThat(reply.field()).isEqualTo(field);
    assertThat(reply.body().getString("detail"))
        .isNotBlank()
        .doesNotContain("io.vertx", "Exception");
  }

  @Test
  void refusesTextThatIsTooLong() {
    String body = "{\"carrier\":\"" + "x".repeat(61) + "\",\"trackingNumber\":\"1\"}";

    ApiClient.Reply reply = api.send("PUT", ORDER, key, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field()).isEqualTo("/carrier");
    assertThat(reply.body().getString("detail")).contains("60");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    ApiClient.Reply reply =
        api.send("PUT", ORDER, key, "{\"carrier\":\"" + "x".repeat(70_000) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void refusesWhatIsNotJson() {
    ApiClient.Reply reply =
        api.send(
            app.browser(),
            ApiClient.withKey(
                HttpRequest.newBuilder(app.url().resolve(Api.BASE + ORDER))
                    .header("Content-Type", "text/xml")
                    .PUT(HttpRequest.BodyPublishers.ofString("<a/>")),
                key));

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.field()).isEqualTo("Content-Type");
  }

  @Test
  void saysWhichMethodsAnAddressTakes() {
    ApiClient.Reply reply = api.send("DELETE", "/shops", "", "");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET");
  }

  @Test
  void saysThatItAnswersJsonOnly() {
    ApiClient.Reply reply =
        api.send(app.browser(), api.call("GET", "/shops", "").header("Accept", "text/html"));

    assertThat(reply.status()).isEqualTo(406);
  }

  @Test
  void asksForAKeyBeforeItJudgesABody() {
    ApiClient.Reply reply = api.send("PUT", ORDER, "vk_" + "x".repeat(43), "{\"colour\":1}");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void saysHowManyRequestsAreLeft() {
    ApiClient.Reply reply = api.get("/shops");

    assertThat(reply.header("RateLimit-Limit")).isEqualTo("600");
    assertThat(Integer.parseInt(reply.header("RateLimit-Remaining"))).isBetween(0, 599);
    assertThat(reply.header("RateLimit-Reset")).isNotEmpty();
  }
}
