package live.vitrine.web.order.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.money.Money;

/** An order with all that is in it. */
public record OrderView(
    OrderHead head, List<Line> lines, List<Refund> refunds, List<Event> events) {

  /**
   * Pieces of one variant, as they were when they were ordered.
   *
   * @param restocked pieces put back on the shelf by refunds
   */
  public record Line(
      long id,
      long variantId,
      String name,
      String variantName,
      String sku,
      Optional<String> pictureId,
      Money unitPrice,
      int quantity,
      int restocked) {
    public Money total() {
      return unitPrice.times(quantity);
    }

    /** Pieces that a refund can still put back. */
    public int notRestocked() {
      return quantity - restocked;
    }
  }

  /**
   * Money on its way back.
   *
   * @param state created, unknown, pending, succeeded or failed
   */
  public record Refund(
      long id, Money amount, String reason, String note, String state, Instant createdAt) {}

  /** Something that happened. */
  public record Event(Instant at, String kind, String detail) {}

  public int pieces() {
    return lines.stream().mapToInt(Line::quantity).sum();
  }

  /** What refunds that have not failed have taken or will take. */
  public Money refunding() {
    return refunds.stream()
        .filter(refund -> !refund.state().equals("failed"))
        .map(Refund::amount)
        .reduce(Money.zero(head.totals().total().currency()), Money::plus);
  }

  /** What can still be refunded. */
  public Money refundable() {
    return head.totals().total().minus(refunding());
  }
}
