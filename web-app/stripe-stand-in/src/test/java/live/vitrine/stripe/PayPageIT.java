package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The payment page by plain forms, as a browser without scripts sends them. */
class PayPageIT {
  private static final Map<String, String> CARD =
      Map.of(
          "number",
          "4242 4242 4242 4242",
          "expiry",
          "12 / 34",
          "cvc",
          "123",
          "name",
          "Ada Lovelace");

  private final HttpClient http = HttpClient.newHttpClient();
  private Shop shop;
  private StripeStandIn standIn;
  private StripeClient client;
  private Session session;

  @BeforeEach
  void start() throws StripeException {
    shop = Shop.open();
    standIn =
        StripeStandIn.start(
            StandInSettings.of(Shop.KEY, Shop.SECRET).withWebhookUrls(List.of(shop.url())));
    client = Shop.client(standIn);
    session = Shop.create(client, null);
  }

  @AfterEach
  void stop() {
    http.close();
    standIn.close();
    shop.close();
  }

  @Test
  void showsWhatIsBoughtAndThatNoMoneyMoves() throws Exception {
    HttpResponse<String> page = get("");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("no real money moves", "Mug &lt;blue&gt;", "€25.00", "Parcel", "€29.90")
        .contains("ada@example.com", "href=\"http://127.0.0.1:9/cart\"")
        .doesNotContain("<script", "style=");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "form-action 'self' http://127.0.0.1:9");
  }

  @Test
  void speaksTheLanguageOfTheSession() throws Exception {
    session =
        client
            .v1()
            .checkout()
            .sessions()
            .create(
                Shop.order()
                    .setLocale(com.stripe.param.checkout.SessionCreateParams.Locale.DE)
                    .build());

    assertThat(get("").body()).contains("lang=\"de\"", "Deine Bestellung", "29,90");
  }

  @Test
  void paysAndReturnsToTheShop() throws Exception {
    HttpResponse<String> answer = post("", CARD);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .contains("http://127.0.0.1:9/paid?session=" + session.getId());
    assertThat(shop.next("checkout.session.completed").body())
        .contains("\"payment_status\":\"paid\"", "\"name\":\"Ada Lovelace\"");
    assertThat(get("").body()).contains("already paid");
  }

  @Test
  void staysOpenAfterADecline() throws Exception {
    HttpResponse<String> answer = post("", with("number", "4000000000009995"));

    assertThat(answer.statusCode()).isEqualTo(402);
    assertThat(answer.body())
        .contains(
            "Your card has insufficient funds.", "value=\"4000000000009995\"", "Ada Lovelace");
    assertThat(shop.next().type()).isEqualTo("payment_intent.payment_failed");
    assertThat(client.v1().checkout().sessions().retrieve(session.getId()).getStatus())
        .isEqualTo("open");
    assertThat(post("", CARD).statusCode()).isEqualTo(303);
  }

  @Test
  void declinesACardThatIsNoTestCard() throws Exception {
    assertThat(post("", with("number", "4111 1111 1111 1111")).body())
        .contains("used a non test card");
  }

  @Test
  void tellsWhichFieldIsWrong() throws Exception {
    assertThat(post("", with("number", "4242 4242 4242 4241")).body())
        .contains("id=\"number-problem\"");
    assertThat(post("", with("expiry", "13 / 34")).body()).contains("id=\"expiry-problem\"");
    assertThat(post("", with("expiry", "01/20")).body()).contains("has expired");
    assertThat(post("", with("cvc", "12")).body()).contains("id=\"cvc-problem\"");
    HttpResponse<String> nameless = post("", with("name", ""));
    assertThat(nameless.statusCode()).isEqualTo(422);
    assertThat(nameless.body()).contains("id=\"name-problem\"", "value=\"4242 4242 4242 4242\"");
  }

  @Test
  void asksTheBank() throws Exception {
    HttpResponse<String> asked = post("", Map.of("one_click", "4000002500003155"));
    assertThat(asked.headers().firstValue("Location").orElseThrow()).endsWith("/authenticate");
    assertThat(get("/authenticate").body()).contains("3-D Secure", "Complete", "Fail");

    HttpResponse<String> failed = post("/authenticate", Map.of("result", "fail"));
    assertThat(failed.statusCode()).isEqualTo(402);
    assertThat(failed.body()).contains("unable to authenticate your payment method");
    assertThat(post("/authenticate", Map.of("result", "complete")).headers().firstValue("Location"))
        .contains("/c/pay/" + session.getId());

    post("", Map.of("one_click", "4000002760003184"));
    assertThat(post("/authenticate", Map.of("result", "complete")).headers().firstValue("Location"))
        .contains("http://127.0.0.1:9/paid?session=" + session.getId());
  }

  @Test
  void paysOnceThoughSubmittedManyTimes() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers =
        Stream.generate(
                () -> http.sendAsync(request("", CARD), HttpResponse.BodyHandlers.ofString()))
            .limit(20)
            .toList();

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(303);
    }
    assertThat(client.v1().events().list().getData())
        .extracting(Event::getType)
        .containsExactlyInAnyOrder("payment_intent.succeeded", "checkout.session.completed");
  }

  @Test
  void saysThatItHasExpired() throws Exception {
    client.v1().checkout().sessions().expire(session.getId());

    assertThat(get("").statusCode()).isEqualTo(410);
    assertThat(post("", CARD).body()).contains("This payment page has expired");
    assertThat(client.v1().checkout().sessions().retrieve(session.getId()).getPaymentStatus())
        .isEqualTo("unpaid");
  }

  @Test
  void knowsNoOtherSessions() throws Exception {
    session.setId("cs_test_nobody");

    assertThat(get("").statusCode()).isEqualTo(404);
    assertThat(post("", CARD).statusCode()).isEqualTo(404);
  }

  private static Map<String, String> with(String name, String value) {
    return Stream.concat(
            CARD.entrySet().stream().filter(field -> !field.getKey().equals(name)),
            Stream.of(Map.entry(name, value)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return http.send(request(path, fields), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(address(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private URI address(String path) {
    return URI.create(standIn.publicUrl() + "/c/pay/" + session.getId() + path);
  }
}
