package live.vitrine.web.checkout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import live.vitrine.web.cart.CartLine;
import live.vitrine.web.cart.CartShop;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.Totals;
import live.vitrine.web.payment.StripeAmount;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.text.Message;

/** What an order of a cart's lines would cost now. */
public record Quote(Shop shop, List<CartLine> lines, Totals totals) {
  static Quote of(CartShop group) {
    return new Quote(group.shop(), group.available(), Totals.of(group.shop(), group.subtotal()));
  }

  /**
   * Stands for all of it: a form that carries it back says which lines and prices were shown.
   * Whoever makes one up can only say that they saw what is charged.
   */
  public String seen() {
    String text =
        lines.stream()
                .map(line ->
                    line.offer().variantId()
                        + "x"
                        + line.quantity()
                        + "@"
                        + line.offer().price().minor())
                .sorted()
                .collect(Collectors.joining(","))
            + " "
            + totals;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return totals.total().minor() + "-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why it cannot be paid online, if so. */
  Optional<Message> unpayable() {
    for (CartLine line : lines) {
      if (StripeAmount.of(line.offer().price()).isEmpty()) {
        return Optional.of(Message.of("checkout.unpayable.price", line.offer().productName()));
      }
    }
    if (StripeAmount.of(totals.shipping()).isEmpty() || StripeAmount.of(totals.total()).isEmpty()) {
      return Optional.of(Message.of("checkout.unpayable.shipping"));
    }
    Money total = totals.total();
    Money least = StripeAmount.least(total.currency());
    Money most = StripeAmount.most(total.currency());
    if (least.isGreaterThan(total)) {
      return Optional.of(
          Message.of("checkout.unpayable.least", least.decimal(), total.currency().toString()));
    }
    return total.isGreaterThan(most)
        ? Optional.of(
            Message.of("checkout.unpayable.most", most.decimal(), total.currency().toString()))
        : Optional.empty();
  }
}
