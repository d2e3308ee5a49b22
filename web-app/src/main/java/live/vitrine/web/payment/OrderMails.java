package live.vitrine.web.payment;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.vitrine.web.mail.Mail;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.Address;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderEffect;
import live.vitrine.web.order.OrderLine;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.Totals;
import live.vitrine.web.shop.ShopRepository;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Messages;
import org.jdbi.v3.core.Handle;

/**
 * Mail about money, in the language of the order, written in the transaction of what it is about:
 * receipt, refund, and money that goes back by itself. Each is sent once.
 */
final class OrderMails {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Outbox outbox;
  private final URI publicUrl;

  OrderMails(Outbox outbox, URI publicUrl) {
    this.outbox = outbox;
    this.publicUrl = publicUrl;
  }

  void receipt(Handle handle, Order order) {
    Messages words = words(order);
    String shop = shopName(handle, order);
    List<OrderMail.Row> rows = new ArrayList<>();
    for (OrderLine line : OrderRepository.lines(handle, order)) {
      String name = line.name() + (line.variantName().isEmpty() ? "" : ", " + line.variantName());
      rows.add(new OrderMail.Row(line.quantity() + " × " + name, text(words, line.total())));
    }
    Totals totals = order.totals();
    rows.add(new OrderMail.Row(words.text("checkout.shipping"), text(words, totals.shipping())));
    if (!totals.taxIncluded()) {
      rows.add(new OrderMail.Row(words.text("checkout.tax"), text(words, totals.tax())));
    }
    rows.add(new OrderMail.Row(words.text("checkout.total"), text(words, totals.total())));
    if (totals.taxIncluded()) {
      rows.add(new OrderMail.Row(words.text("checkout.tax-within"), text(words, totals.tax())));
    }
    post(
        handle,
        order,
        "receipt-" + order.code(),
        words.text("payment.mail.receipt.subject", order.code(), shop),
        List.of(words.text("payment.mail.receipt.thanks", shop), sentTo(words, order.address())),
        rows);
  }

  void refunded(Handle handle, Order order, Refund refund) {
    Messages words = words(order);
    post(
        handle,
        order,
        "refund-" + refund.id(),
        words.text("payment.mail.refund.subject", order.code()),
        List.of(
            words.text(
                "payment.mail.refund.text", shopName(handle, order), text(words, refund.amount()))),
        List.of());
  }

  void givingBack(Handle handle, Order order, OrderEffect.GiveBack back) {
    Messages words = words(order);
    String kind = back.reason().stored();
    String key = "back-" + order.code() + "-" + back.payment();
    post(
        handle,
        order,
        key.length() > 100 ? key.substring(0, 100) : key,
        words.text("payment.mail." + kind + ".subject", order.code()),
        List.of(words.text("payment.mail." + kind + ".text", text(words, back.amount()))),
        List.of());
  }

  private void post(
      Handle handle,
      Order order,
      String key,
      String subject,
      List<String> paragraphs,
      List<OrderMail.Row> rows) {
    Messages words = words(order);
    OrderMail model =
        new OrderMail(
            subject,
            paragraphs,
            rows,
            publicUrl + "/orders/" + order.code(),
            words.text("payment.mail.link"));
    StringOutput html = new StringOutput();
    templates.render("mail/order.jte", Map.of("words", words, "model", model), html);
    outbox.post(
        handle, new Mail(Optional.of(key), order.email(), subject, model.text(), html.toString()));
  }

  private static String sentTo(Messages words, Address address) {
    return words.text("payment.mail.receipt.address")
        + " "
        + Stream.of(
                address.recipient(),
                address.street(),
                address.streetMore(),
                (address.postalCode() + " " + address.city()).strip(),
                address.region(),
                Locale.of("", address.country()).getDisplayCountry(words.locale()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
  }

  private static String shopName(Handle handle, Order order) {
    return ShopRepository.find(handle, order.shopId()).orElseThrow().name();
  }

  private static Messages words(Order order) {
    return Languages.messages(Locale.forLanguageTag(order.language()));
  }

  private static String text(Messages words, Money amount) {
    return amount.text(words.locale());
  }
}
