package live.vitrine.web.testing;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.web.session.Role;

/** A web-app with a stand-in for Stripe that sends it webhooks. The stand-in knows its secrets. */
public final class RunningShop implements AutoCloseable {
  private static final Pattern HIDDEN = Pattern.compile("name=\"(token|seen)\" value=\"([^\"]*)\"");

  private final StripeStandIn stripe;
  private final RunningWebApp app;
  private final Fixtures fixtures;

  private RunningShop(StripeStandIn stripe, RunningWebApp app) {
    this.stripe = stripe;
    this.app = app;
    this.fixtures = new Fixtures(app.database());
  }

  /** Opens both. The keys look like real ones, so that they are known before the start. */
  public static RunningShop open() {
    StripeStandIn stripe = StripeStandIn.start(StandInSettings.of("sk_test_shop", "whsec_shop"));
    RunningWebApp app =
        RunningWebApp.openWith(
            Map.of(
                "VITRINE_STRIPE_SECRET_KEY", "sk_test_shop",
                "VITRINE_STRIPE_WEBHOOK_SECRET", "whsec_shop",
                "VITRINE_STRIPE_API_BASE", stripe.apiBase().toString()));
    stripe.setWebhookUrls(List.of(app.url().resolve("/webhooks/stripe")));
    return new RunningShop(stripe, app);
  }

  public StripeStandIn stripe() {
    return stripe;
  }

  public RunningWebApp app() {
    return app;
  }

  public Fixtures fixtures() {
    return fixtures;
  }

  public URI webhook() {
    return app.url().resolve("/webhooks/stripe");
  }

  /** Somebody with a confirmed address, signed in. */
  public HttpBrowser shopper() {
    return app.browser().withSession(fixtures.session(fixtures.account(Role.SHOPPER)));
  }

  public String handleOf(long shopId) {
    return text("SELECT handle FROM shop WHERE id = ?", shopId);
  }

  public String text(String sql, Object... values) {
    return app.database().read(handle -> handle.select(sql, values).mapTo(String.class).one());
  }

  public int number(String sql, Object... values) {
    return app.database().read(handle -> handle.select(sql, values).mapTo(Integer.class).one());
  }

  /** Puts pieces into the cart and opens the checkout's page. */
  public HttpResponse<String> toCheckout(HttpBrowser browser, String handle, long variant, int n) {
    browser.get("/cart");
    browser.post(
        "/cart/lines", Map.of("variant", "" + variant, "quantity", "" + n, "csrf", csrf(browser)));
    return browser.get("/checkout/" + handle);
  }

  private String csrf(HttpBrowser browser) {
    return text(
        "SELECT csrf_token FROM session WHERE token_hash = UNHEX(SHA2(?, 256))",
        browser.cookie("session"));
  }

  /** Sends the checkout's form as it is on the page. */
  public HttpResponse<String> pay(HttpBrowser browser, String handle, HttpResponse<String> page) {
    Map<String, String> fields = new java.util.HashMap<>();
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
            "DE",
            "csrf",
            csrf(browser)));
    Matcher matcher = HIDDEN.matcher(page.body());
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    return browser.post("/checkout/" + handle, fields);
  }

  /** The session of Stripe that an answer leads to. */
  public static String sessionOf(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    app.close();
    stripe.close();
  }
}
