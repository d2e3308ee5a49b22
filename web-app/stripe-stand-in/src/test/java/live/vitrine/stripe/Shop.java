package live.vitrine.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A shop at the other end: Stripe's own client, and an endpoint that notes its webhooks. */
final class Shop implements AutoCloseable {
  static final String KEY = "sk_test_standin";
  static final String SECRET = "whsec_standin";

  /** One webhook as it came. */
  record Webhook(String body, String signature) {
    String type() {
      return body.replaceAll(".*\"type\":\"([a-z_.]+)\"}$", "$1");
    }
  }

  private final HttpServer server;
  private final LinkedBlockingDeque<Integer> statuses = new LinkedBlockingDeque<>();
  final List<Webhook> webhooks = new CopyOnWriteArrayList<>();
  private final LinkedBlockingDeque<Webhook> fresh = new LinkedBlockingDeque<>();

  private Shop(HttpServer server) {
    this.server = server;
  }

  static Shop open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Shop shop = new Shop(server);
      server.createContext(
          "/hook",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Webhook webhook =
                new Webhook(body, exchange.getRequestHeaders().getFirst("Stripe-Signature"));
            shop.webhooks.add(webhook);
            Integer status = shop.statuses.poll();
            exchange.getResponseHeaders().add("Location", "/hook");
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
            shop.fresh.add(webhook);
          });
      server.start();
      return shop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** The next webhooks are answered so, each of these once. */
  void answer(int... next) {
    for (int status : next) {
      statuses.add(status);
    }
  }

  /** The next webhook that nobody asked for yet. */
  Webhook next() throws InterruptedException {
    Webhook webhook = fresh.poll(10, TimeUnit.SECONDS);
    if (webhook == null) {
      throw new AssertionError("No webhook within 10 s; so far " + webhooks);
    }
    return webhook;
  }

  Webhook next(String type) throws InterruptedException {
    Webhook webhook = next();
    while (!webhook.type().equals(type)) {
      webhook = next();
    }
    return webhook;
  }

  static StripeClient client(StripeStandIn standIn) {
    return client(standIn, KEY);
  }

  static StripeClient client(StripeStandIn standIn, String key) {
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(standIn.apiBase().toString())
        .setMaxNetworkRetries(0)
        .build();
  }

  /** Two mugs at 12.50 €, sent for 4.90 €: 29.90 € together. */
  static SessionCreateParams.Builder order() {
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        .setSuccessUrl("http://127.0.0.1:9/paid?session={CHECKOUT_SESSION_ID}")
        .setCancelUrl("http://127.0.0.1:9/cart")
        .setClientReferenceId("order-17")
        .setCustomerEmail("ada@example.com")
        .putMetadata("order", "17")
        .setPaymentIntentData(
            SessionCreateParams.PaymentIntentData.builder().putMetadata("order", "17").build())
        .addLineItem(line("eur", 1250, 2))
        .addShippingOption(shipping("eur", 490));
  }

  static SessionCreateParams.LineItem line(String currency, long amount, long quantity) {
    return SessionCreateParams.LineItem.builder()
        .setQuantity(quantity)
        .setPriceData(
            SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(currency)
                .setUnitAmount(amount)
                .setProductData(
                    SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName("Mug <blue>")
                        .setDescription("Holds 0.3 l")
                        .build())
                .build())
        .build();
  }

  static SessionCreateParams.ShippingOption shipping(String currency, long amount) {
    return SessionCreateParams.ShippingOption.builder()
        .setShippingRateData(
            SessionCreateParams.ShippingOption.ShippingRateData.builder()
                .setDisplayName("Parcel")
                .setType(SessionCreateParams.ShippingOption.ShippingRateData.Type.FIXED_AMOUNT)
                .setFixedAmount(
                    SessionCreateParams.ShippingOption.ShippingRateData.FixedAmount.builder()
                        .setAmount(amount)
                        .setCurrency(currency)
                        .build())
                .build())
        .build();
  }

  static Session create(StripeClient client, @Nullable String idempotencyKey)
      throws StripeException {
    RequestOptions options = RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    return client.v1().checkout().sessions().create(order().build(), options);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
