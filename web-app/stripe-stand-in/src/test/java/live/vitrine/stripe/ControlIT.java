package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control path over HTTP. */
class ControlIT {
  private final HttpClient http = HttpClient.newHttpClient();
  private Shop shop;
  private StripeStandIn standIn;
  private StripeClient client;

  @BeforeEach
  void start() {
    shop = Shop.open();
    standIn =
        StripeStandIn.start(
            StandInSettings.of(Shop.KEY, Shop.SECRET)
                .withControlToken("token")
                .withWebhookUrls(List.of(shop.url())));
    client = Shop.client(standIn);
  }

  @AfterEach
  void stop() {
    http.close();
    standIn.close();
    shop.close();
  }

  @Test
  void asksForTheToken() throws Exception {
    assertThat(send("GET", "/control/counters", "", "another").statusCode()).isEqualTo(403);
    assertThat(send("POST", "/control/reset", "{}", "").statusCode()).isEqualTo(403);
  }

  @Test
  void isClosedWithoutAToken() throws Exception {
    try (StripeStandIn closed = StripeStandIn.start(StandInSettings.of(Shop.KEY, Shop.SECRET))) {
      HttpRequest request =
          HttpRequest.newBuilder(closed.apiBase().resolve("/control/counters"))
              .header("Authorization", "Bearer null")
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void paysWithoutABrowser() throws Exception {
    String session = Shop.create(client, null).getId();

    JsonObject declined =
        post("/control/sessions/" + session + "/pay", "{\"card\":\"4000000000000002\"}");
    JsonObject paid = post("/control/sessions/" + session + "/pay", "{\"card\":\"pm_card_visa\"}");

    assertThat(declined.getString("outcome")).isEqualTo("declined");
    assertThat(declined.getString("message")).isEqualTo("Your card was declined.");
    assertThat(paid.getString("outcome")).isEqualTo("paid");
    assertThat(get("/control/counters").getJsonObject("sessions").getInteger("paid")).isEqualTo(1);
    assertThat(get("/control/sessions").getJsonArray("sessions").getJsonObject(0).getString("id"))
        .isEqualTo(session);
  }

  @Test
  void settlesADelayedPayment() throws Exception {
    String session = Shop.create(client, null).getId();
    post("/control/sessions/" + session + "/pay", "{\"card\":\"delayed\"}");

    JsonObject settled = post("/control/sessions/" + session + "/settle", "{\"succeeded\":true}");

    assertThat(settled.getString("payment_status")).isEqualTo("paid");
    assertThat(send("POST", "/control/sessions/" + session + "/settle", "{}", "token").statusCode())
        .isEqualTo(400);
  }

  @Test
  void setsEveryFault() throws Exception {
    for (String fault :
        List.of(
            "{\"kind\":\"delay\",\"delay_ms\":5,\"next\":3}",
            "{\"kind\":\"fail\",\"status\":503}",
            "{\"kind\":\"fail_kept\"}",
            "{\"kind\":\"lose_answer\",\"path\":\"/v1/refunds\"}",
            "{\"kind\":\"rate_limit\"}")) {
      post("/control/faults/calls", fault);
    }
    for (String fault :
        List.of(
            "{\"kind\":\"repeat\",\"times\":2}",
            "{\"kind\":\"delay\"}",
            "{\"kind\":\"reorder\",\"hold\":3,\"next\":3}",
            "{\"kind\":\"lose\",\"share\":0.5}",
            "{\"kind\":\"wrong_signature\"}",
            "{\"kind\":\"stale_timestamp\",\"age_seconds\":600,\"type\":\"refund.\"}")) {
      post("/control/faults/deliveries", fault);
    }

    assertThat(get("/control/faults").getJsonArray("faults")).hasSize(11);
    post("/control/reset", "{}");
    assertThat(get("/control/faults").getJsonArray("faults")).isEmpty();
  }

  @Test
  void namesTheFieldThatIsWrong() throws Exception {
    refuses("{\"kind\":\"fail\",\"status\":200}", "status is 200; allowed are");
    refuses("{\"kind\":\"burn\"}", "kind is burn; allowed are");
    refuses("{\"kind\":\"fail\",\"colour\":1}", "There is no field colour");
    refuses("{\"kind\":\"fail\",\"next\":\"x\"}", "next must be a number");
    refuses("[]", "The body must be a JSON object");
    refuses("{", "The body must be a JSON object");
  }

  private void refuses(String body, String words) throws Exception {
    HttpResponse<String> answer = send("POST", "/control/faults/calls", body, "token");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
  }

  @Test
  void forgetsEverythingWhenTold() throws Exception {
    Shop.create(client, "key");

    post("/control/reset", "{\"state\":true}");

    assertThat(client.v1().checkout().sessions().list().getData()).isEmpty();
    assertThat(Shop.create(client, "key").getStatus()).isEqualTo("open");
  }

  @Test
  void sendsAnEventOnceMore() throws Exception {
    String session = Shop.create(client, null).getId();
    client.v1().checkout().sessions().expire(session);
    String first = shop.next().body();
    String event = client.v1().events().list().getData().getFirst().getId();

    post("/control/events/" + event + "/resend", "");

    assertThat(shop.next().body()).isEqualTo(first);
    assertThat(get("/control/deliveries").getJsonArray("deliveries")).hasSize(2);
  }

  @Test
  void changesWhereEventsGo() throws Exception {
    post("/control/webhooks", "{\"urls\":[]}");
    client.v1().checkout().sessions().expire(Shop.create(client, null).getId());

    assertThat(get("/control/deliveries").getJsonArray("deliveries")).isEmpty();
  }

  private JsonObject get(String path) throws Exception {
    return ok(send("GET", path, "", "token"));
  }

  private JsonObject post(String path, String body) throws Exception {
    return ok(send("POST", path, body, "token"));
  }

  private static JsonObject ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(standIn.apiBase() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
