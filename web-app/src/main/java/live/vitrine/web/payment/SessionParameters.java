package live.vitrine.web.payment;

import com.stripe.param.checkout.SessionCreateParams;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.ConnectedAccount;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderLine;
import live.vitrine.web.order.Totals;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Messages;

/** Says to Stripe what an order costs: its lines, its shipping and tax that is added. */
final class SessionParameters {
  // Stripe wants 30 min from when it is asked; we may ask again as long as the hold lasts.
  private static final Duration STRIPE_LEAST = Duration.ofMinutes(32);
  private static final Duration STRIPE_MOST = Duration.ofMinutes(23 * 60 + 55);

  private final URI publicUrl;
  private final Duration hold;

  SessionParameters(URI publicUrl, Duration hold) {
    this.publicUrl = publicUrl;
    this.hold = hold;
  }

  SessionCreateParams of(SessionRequest request) {
    Order order = request.order();
    List<SessionCreateParams.LineItem> items = items(order, request.lines());
    Duration life = hold.plus(STRIPE_LEAST);
    if (life.compareTo(STRIPE_MOST) > 0) {
      life = STRIPE_MOST;
    }
    SessionCreateParams.PaymentIntentData.Builder payment =
        SessionCreateParams.PaymentIntentData.builder()
            .putMetadata("order", order.code())
            .setDescription("Order " + order.code());
    order.connectedAccount().ifPresent(account -> connect(payment, account));
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        .addAllLineItem(items)
        .setClientReferenceId(order.code())
        .putMetadata("order", order.code())
        .putMetadata("attempt", String.valueOf(request.attempt().number()))
        .setCustomerEmail(order.email())
        .setLocale(locale(order.language()))
        .setExpiresAt(request.attempt().createdAt().plus(life).getEpochSecond())
        .setSuccessUrl(publicUrl + "/checkout/done/" + order.code())
        .setCancelUrl(publicUrl + "/checkout/return/" + order.code())
        .setPaymentIntentData(payment.build())
        .build();
  }

  private static List<SessionCreateParams.LineItem> items(Order order, List<OrderLine> lines) {
    Messages words = Languages.messages(Locale.forLanguageTag(order.language()));
    Totals totals = order.totals();
    List<SessionCreateParams.LineItem> items = new ArrayList<>();
    Money sum = Money.zero(order.total().currency());
    for (OrderLine line : lines) {
      String name = line.name() + (line.variantName().isEmpty() ? "" : ", " + line.variantName());
      items.add(item(name, line.unitPrice(), line.quantity()));
      sum = sum.plus(line.total());
    }
    if (totals.shipping().minor() > 0) {
      items.add(item(words.text("checkout.shipping"), totals.shipping(), 1));
      sum = sum.plus(totals.shipping());
    }
    if (!totals.taxIncluded() && totals.tax().minor() > 0) {
      items.add(item(words.text("checkout.tax"), totals.tax(), 1));
      sum = sum.plus(totals.tax());
    }
    if (!sum.equals(order.total())) {
      throw new IllegalStateException(
          "order %s: its lines are %s, its total is %s"
              .formatted(order.code(), sum, order.total()));
    }
    return items;
  }

  private static SessionCreateParams.LineItem item(String name, Money price, int quantity) {
    return SessionCreateParams.LineItem.builder()
        .setQuantity((long) quantity)
        .setPriceData(
            SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(price.currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .setUnitAmount(
                    StripeAmount.of(price)
                        .orElseThrow(() -> new IllegalStateException("cannot be paid: " + price)))
                .setProductData(
                    SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName(name)
                        .build())
                .build())
        .build();
  }

  private static void connect(
      SessionCreateParams.PaymentIntentData.Builder payment, ConnectedAccount account) {
    payment.setTransferData(
        SessionCreateParams.PaymentIntentData.TransferData.builder()
            .setDestination(account.id())
            .build());
    if (account.fee().minor() > 0) {
      payment.setApplicationFeeAmount(account.fee().minor());
    }
  }

  private static SessionCreateParams.Locale locale(String language) {
    return switch (language) {
      case "de" -> SessionCreateParams.Locale.DE;
      case "en" -> SessionCreateParams.Locale.EN;
      default -> SessionCreateParams.Locale.AUTO;
    };
  }
}
