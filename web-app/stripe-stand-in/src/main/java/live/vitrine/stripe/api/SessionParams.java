package live.vitrine.stripe.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import live.vitrine.stripe.checkout.ApiError;
import live.vitrine.stripe.checkout.Ids;
import live.vitrine.stripe.checkout.LineItem;
import live.vitrine.stripe.checkout.Money;
import live.vitrine.stripe.checkout.SessionRequest;
import live.vitrine.stripe.checkout.Shipping;
import org.jspecify.annotations.Nullable;

/** Reads what a shop asks for when it creates a session. */
final class SessionParams {
  private static final int MOST_LINE_ITEMS = 100;
  private static final int MOST_IMAGES = 8;
  private static final int LONGEST_REFERENCE = 200;
  private static final int LONGEST_URL = 5000;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
  private static final String[] LOCALES =
      ("auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb"
              + " nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW")
          .split(" ");

  private SessionParams() {}

  static SessionRequest read(Params params) {
    String mode = params.oneOf("mode", "", "payment", "setup", "subscription");
    if (!mode.equals("payment")) {
      throw mode.isEmpty()
          ? Params.missing("mode")
          : ApiError.parameter(null, "mode", "The stand-in knows mode `payment` only.");
    }
    params.oneOf("ui_mode", "hosted_page", "hosted_page", "hosted");
    params.list("payment_method_types");
    String currency = currency(params);
    SessionRequest request =
        new SessionRequest(
            currency,
            lineItems(params, currency),
            shipping(params, currency),
            email(params),
            bounded(params, "client_reference_id", LONGEST_REFERENCE),
            params.metadata("metadata"),
            payment(params),
            url("success_url", params.required("success_url")),
            params.has("cancel_url") ? url("cancel_url", params.required("cancel_url")) : null,
            expiresAt(params),
            params.has("locale") ? params.oneOf("locale", "auto", LOCALES) : null);
    return request;
  }

  private static @Nullable Instant expiresAt(Params params) {
    Long seconds = params.integer("expires_at");
    try {
      return seconds == null ? null : Instant.ofEpochSecond(seconds);
    } catch (DateTimeException _) {
      throw ApiError.parameter(
          "parameter_invalid_integer", "expires_at", "Invalid timestamp: " + seconds);
    }
  }

  private static String currency(Params params) {
    List<String> lines = params.children("line_items");
    if (lines.isEmpty()) {
      throw Params.missing("line_items");
    }
    if (lines.size() > MOST_LINE_ITEMS) {
      throw ApiError.parameter(
          null, "line_items", "You may only specify up to " + MOST_LINE_ITEMS + " line items.");
    }
    String path = "line_items[" + lines.getFirst() + "][price_data][currency]";
    String currency = params.required(path);
    Money.checkCurrency(currency, path);
    return currency.toLowerCase(Locale.ROOT);
  }

  private static List<LineItem> lineItems(Params params, String currency) {
    List<LineItem> items = new ArrayList<>();
    for (String child : params.children("line_items")) {
      String line = "line_items[" + child + "]";
      String price = line + "[price_data]";
      String product = price + "[product_data]";
      sameCurrency(params, price + "[currency]", currency);
      String amount = price + "[unit_amount]";
      long unitAmount = params.atLeast(amount, 0);
      Money.checkAmount(currency, unitAmount, amount);
      params.text(price + "[tax_behavior]");
      params.metadata(product + "[metadata]");
      List<String> images = params.list(product + "[images]");
      if (images.size() > MOST_IMAGES) {
        throw ApiError.parameter(
            null, product + "[images]", "You may only specify up to 8 images per product.");
      }
      items.add(
          new LineItem(
              Ids.next("li_1"),
              Ids.next("price_1"),
              Ids.next("prod_"),
              params.required(product + "[name]"),
              params.text(product + "[description]"),
              images,
              unitAmount,
              quantity(params, line + "[quantity]", unitAmount)));
    }
    return items;
  }

  /** Keeps every total far from overflow. */
  private static long quantity(Params params, String path, long unitAmount) {
    long quantity = params.atLeast(path, 1);
    if (unitAmount > Money.MAXIMUM || quantity > 999_999 || unitAmount * quantity > Money.MAXIMUM) {
      throw ApiError.parameter(
          "amount_too_large", path, "Amount must be no more than " + Money.MAXIMUM + ".");
    }
    return quantity;
  }

  private static void sameCurrency(Params params, String path, String currency) {
    if (!params.required(path).equalsIgnoreCase(currency)) {
      throw ApiError.parameter(
          null,
          path,
          "The price specified supports currencies of `"
              + params.required(path)
              + "`. This doesn't match the expected currency: `"
              + currency
              + "`.");
    }
  }

  private static @Nullable Shipping shipping(Params params, String currency) {
    List<String> options = params.children("shipping_options");
    if (options.isEmpty()) {
      return null;
    }
    if (options.size() > 1) {
      throw ApiError.parameter(
          null, "shipping_options", "The stand-in knows a single shipping option only.");
    }
    String rate = "shipping_options[" + options.getFirst() + "][shipping_rate_data]";
    params.oneOf(rate + "[type]", "fixed_amount", "fixed_amount");
    params.text(rate + "[tax_behavior]");
    params.metadata(rate + "[metadata]");
    for (String bound : List.of("minimum", "maximum")) {
      params.text(rate + "[delivery_estimate][" + bound + "][unit]");
      params.integer(rate + "[delivery_estimate][" + bound + "][value]");
    }
    sameCurrency(params, rate + "[fixed_amount][currency]", currency);
    String path = rate + "[fixed_amount][amount]";
    long amount = params.atLeast(path, 0);
    Money.checkAmount(currency, amount, path);
    if (amount > Money.MAXIMUM) {
      throw ApiError.parameter("amount_too_large", path, "Invalid amount: " + amount);
    }
    return new Shipping(Ids.next("shr_1"), params.required(rate + "[display_name]"), amount);
  }

  private static SessionRequest.PaymentRequest payment(Params params) {
    String path = "payment_intent_data";
    params.oneOf(path + "[capture_method]", "automatic_async", "automatic_async", "automatic");
    return new SessionRequest.PaymentRequest(
        params.metadata(path + "[metadata]"),
        params.text(path + "[description]"),
        params.text(path + "[transfer_data][destination]"),
        params.optionalAtLeast(path + "[application_fee_amount]", 0));
  }

  private static @Nullable String email(Params params) {
    String email = params.text("customer_email");
    if (email != null && !EMAIL.matcher(email).matches()) {
      throw ApiError.parameter(
          "email_invalid", "customer_email", "Invalid email address: " + email);
    }
    return email;
  }

  private static @Nullable String bounded(Params params, String path, int longest) {
    String text = params.text(path);
    if (text != null && text.length() > longest) {
      throw ApiError.parameter(
          null, path, "Invalid string: must be at most " + longest + " characters");
    }
    return text;
  }

  private static String url(String path, String text) {
    if (text.length() > LONGEST_URL) {
      throw ApiError.parameter(
          null, path, "Invalid URL: URL must be " + LONGEST_URL + " characters or less.");
    }
    try {
      URI uri = new URI(text.replace("{CHECKOUT_SESSION_ID}", "cs_test"));
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return text;
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw ApiError.parameter(
        "url_invalid", path, "Invalid URL: An explicit scheme (such as https) must be provided.");
  }
}
