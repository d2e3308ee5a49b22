package live.vitrine.web.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import live.vitrine.web.database.Database;
import live.vitrine.web.session.Role;

/**
 * Somebody signed in with one piece in the cart: light enough that there may be hundreds, and at
 * home in every web-app of a database. One thread at a time.
 */
public final class Buyer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern HIDDEN =
      Pattern.compile("name=\"(csrf|token|seen)\"\\s+value=\"([^\"]*)\"");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final long account;
  private final String session;
  private final String shop;
  private final Map<String, String> form = new LinkedHashMap<>();

  private Buyer(long account, String session, String shop) {
    this.account = account;
    this.session = session;
    this.shop = shop;
  }

  /** Makes one who is about to buy a piece of {@code variant}. */
  public static Buyer of(Database database, long variant) {
    Fixtures fixtures = new Fixtures(database);
    long account = fixtures.account(Role.SHOPPER);
    database.change(handle -> {
      handle.execute("INSERT INTO cart (account_id, updated_at) VALUES (?, ?)", account, now());
      handle.execute(
          """
          INSERT INTO cart_line (cart_id, variant_id, quantity, price_seen, added_at)
          SELECT c.id, v.id, 1, v.price, ? FROM cart c, variant v
          WHERE c.account_id = ? AND v.id = ?
          """,
          now(),
          account,
          variant);
    });
    String shop =
        database.read(handle ->
            handle
                .select(
                    "SELECT handle FROM shop JOIN variant v ON v.shop_id = shop.id WHERE v.id = ?",
                    variant)
                .mapTo(String.class)
                .one());
    return new Buyer(account, fixtures.session(account), shop);
  }

  private static Instant now() {
    return Instant.now();
  }

  public long account() {
    return account;
  }

  public HttpResponse<String> get(URI app, String path) throws IOException {
    return send(app, HttpRequest.newBuilder(app.resolve(path)));
  }

  /** Opens the checkout; its form is what {@link #order} sends. */
  public HttpResponse<String> look(URI app) throws IOException {
    HttpResponse<String> page = get(app, "/checkout/" + shop);
    Matcher matcher = HIDDEN.matcher(page.body());
    form.clear();
    while (matcher.find()) {
      form.put(matcher.group(1), matcher.group(2));
    }
    return page;
  }

  /** Sends the form, as often as called: it is one order. */
  public HttpResponse<String> order(URI app) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>(form);
    fields.putAll(
        Map.of(
            "recipient",
            "Ada Lovelace",
            "street",
            "Main Street 1",
            "postalCode",
            "10115",
            "city",
            "Berlin",
            "country",
            "DE"));
    return post(app, "/checkout/" + shop, fields);
  }

  /** Sends a form; {@code csrf} is added. */
  public HttpResponse<String> post(URI app, String path, Map<String, String> fields)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("csrf", form.getOrDefault("csrf", ""));
    String body =
        all.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        app,
        HttpRequest.newBuilder(app.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", app.toString())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(URI app, HttpRequest.Builder request) throws IOException {
    try {
      return CLIENT.send(
          request.header("Cookie", "session=" + session).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + app, e);
    }
  }

  /** The session of Stripe where an answer leads to its page. */
  public static Optional<String> paymentPage(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .filter(location -> location.contains("/c/pay/"))
        .map(location -> location.substring(location.lastIndexOf('/') + 1));
  }
}
