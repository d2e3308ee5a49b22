package live.vitrine.web.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody signed in who buys one thing: cart, checkout, payment. Blocks; any thread. */
final class Buyer {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");
  private static final Pattern PAYMENT = Pattern.compile("cs_[A-Za-z0-9_]+");
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient client;
  private final Stage.Shop shop;
  private final int number;

  Buyer(HttpClient client, Stage.Shop shop, int number) {
    this.client = client;
    this.shop = shop;
    this.number = number;
  }

  /**
   * Puts a variant into the cart, looks at the checkout and orders; answers the Checkout Session
   * that the order is to be paid in, and how long the order itself took.
   *
   * @throws IOException an answer was not the one that leads on
   */
  Ordered order(int variant) throws IOException, InterruptedException {
    String checkout = "/checkout/" + SeededShop.shopOf(variant);
    expect(303, post("/cart/lines", Map.of("variant", Integer.toString(variant))));
    HttpResponse<String> form = expect(200, client.send(request(checkout).build(), text()));
    Map<String, String> fields =
        Map.of(
            "token", found(TOKEN, form.body(), 1),
            "seen", found(SEEN, form.body(), 1),
            "recipient", "Buyer " + number,
            "street", "Some Street 1",
            "postalCode", "12345",
            "city", "Town",
            "country", "DE");
    long begin = System.nanoTime();
    HttpResponse<String> answer = post(checkout, fields);
    long nanos = System.nanoTime() - begin;
    String location = expect(303, answer).headers().firstValue("Location").orElse("");
    return new Ordered(found(PAYMENT, location, 0), nanos);
  }

  /** An order that waits for payment. */
  record Ordered(String payment, long nanos) {}

  /** Pays as somebody does on Stripe's page; the shop learns of it by a webhook. */
  void pay(Ordered order) throws IOException, InterruptedException {
    expect(
        200,
        client.send(
            HttpRequest.newBuilder(
                    shop.payments().resolve("/control/sessions/" + order.payment() + "/pay"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + Stage.CONTROL_TOKEN)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"email\": \"buyer@example.org\", \"name\": \"Buyer\"}"))
                .build(),
            text()));
  }

  private HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "", "&csrf=" + SeededShop.csrf(number)));
    return client.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        text());
  }

  private HttpRequest.Builder request(String path) {
    URI uri = shop.uri().resolve(path);
    return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Cookie", SeededShop.cookie(number));
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static HttpResponse<String> expect(int status, HttpResponse<String> answer)
      throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer.statusCode() + " for " + answer.request().uri().getPath());
    }
    return answer;
  }

  private static String found(Pattern pattern, String text, int group) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("nothing like " + pattern + " in the answer");
    }
    return matcher.group(group);
  }
}
