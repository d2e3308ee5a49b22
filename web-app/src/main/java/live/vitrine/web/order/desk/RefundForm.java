package live.vitrine.web.order.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.money.Money;
import live.vitrine.web.order.history.OrderView;
import live.vitrine.web.payment.RefundRequest;
import live.vitrine.web.payment.RefundResult;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.text.Message;

/** The form for a refund. Its token makes two of the same form one refund. */
final class RefundForm {
  private static final int LONGEST_NOTE = 500;
  private static final String TOKEN = "[A-Za-z0-9_-]{20,43}";

  private RefundForm() {}

  /** As it is shown first: all that is left. */
  static Form fresh(OrderView order) {
    return Form.of(
        Map.of(
            "amount",
            order.refundable().decimal().toPlainString(),
            "token",
            SessionToken.random().text()));
  }

  /** What is asked for; empty where something is wrong, which the form says. */
  static Optional<RefundRequest> read(Request request, OrderView order) {
    Form form = request.form();
    Money amount = form.money("amount", order.head().totals().total().currency());
    String note = form.line("note", 0, LONGEST_NOTE);
    Map<Long, Integer> restock = new HashMap<>();
    for (OrderView.Line line : order.lines()) {
      form.optionalInteger(restockField(line.id()), 0, line.quantity())
          .filter(pieces -> pieces > 0)
          .ifPresent(pieces -> restock.put(line.id(), pieces));
    }
    if (!form.value("token").matches(TOKEN)) {
      form.error("amount", Message.of("error.bad-request"));
    }
    if (!form.isValid()) {
      return Optional.empty();
    }
    return Optional.of(
        new RefundRequest(
            order.head().id(),
            amount,
            Map.copyOf(restock),
            note,
            form.value("token"),
            request.signedIn().accountId(),
            request.address()));
  }

  static String restockField(long lineId) {
    return "restock-" + lineId;
  }

  /** Says in the form why it was not done; nothing where it was. */
  static void explain(Form form, RefundResult result) {
    switch (result) {
      case RefundResult.Requested _ -> {}
      case RefundResult.NotPaid _ -> form.error("amount", Message.of("desk.refund.not-paid"));
      case RefundResult.TooMuch(Money most) ->
          form.error(
              "amount",
              Message.of(
                  "desk.refund.too-much",
                  most.decimal().toPlainString() + " " + most.currency().getCurrencyCode()));
      case RefundResult.NotPayable _ -> form.error("amount", Message.of("desk.refund.not-payable"));
      case RefundResult.BadRestock(long lineId) ->
          form.error(restockField(lineId), Message.of("desk.refund.bad-restock"));
    }
  }
}
