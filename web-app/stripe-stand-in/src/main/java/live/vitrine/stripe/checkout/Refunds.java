package live.vitrine.stripe.checkout;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.vitrine.stripe.event.EventLog;
import live.vitrine.stripe.event.Origin;
import live.vitrine.stripe.schedule.Schedule;

/** Refunds of payments. They live as long as their session is kept. */
public final class Refunds {
  private static final int MOST_PER_PAYMENT = 100;
  private static final Duration TURN = Duration.ofSeconds(2);

  private final Checkouts checkouts;
  private final Schedule schedule;
  private final EventLog events;

  public Refunds(Checkouts checkouts, Schedule schedule, EventLog events) {
    this.checkouts = checkouts;
    this.schedule = schedule;
    this.events = events;
  }

  public Refund create(Refund.Request request, Origin origin) {
    Payment payment = payment(request.paymentId());
    long amount = check(payment, request);
    boolean pending = payment.card() == TestCard.REFUND_PENDING;
    Refund refund =
        new Refund(
            Ids.next("re_3"),
            payment,
            schedule.now(),
            amount,
            request,
            pending ? Refund.Status.PENDING : Refund.Status.SUCCEEDED);
    payment.refunds().add(refund);
    events.add("refund.created", PaymentJson.refund(refund, Expand.NOTHING), origin);
    events.add("charge.refunded", PaymentJson.charge(payment), origin);
    if (pending || payment.card() == TestCard.REFUND_FAILS) {
      schedule.after(TURN, () -> turn(refund, pending));
    }
    return refund;
  }

  private Payment payment(String id) {
    try {
      return checkouts.payment(id);
    } catch (ApiError _) {
      throw ApiError.missing("payment_intent", id, "payment_intent");
    }
  }

  private static long check(Payment payment, Refund.Request request) {
    if (payment.status() != Payment.Status.SUCCEEDED) {
      throw ApiError.state(
          null,
          "payment_intent",
          "This PaymentIntent (" + payment.id() + ") does not have a successful charge to refund.");
    }
    long left = payment.amount() - payment.refunded();
    if (left == 0) {
      throw ApiError.state(
          "charge_already_refunded",
          null,
          "Charge " + payment.chargeId() + " has already been refunded.");
    }
    long amount = request.amount() == null ? left : request.amount();
    if (amount > left) {
      throw ApiError.state(
          null,
          "amount",
          "Refund amount ("
              + Money.text(payment.currency(), amount)
              + ") is greater than unrefunded amount on charge ("
              + Money.text(payment.currency(), left)
              + ")");
    }
    Money.checkAmount(payment.currency(), amount, "amount");
    SessionRequest.PaymentRequest asked = payment.session().request().payment();
    if (request.reverseTransfer() && asked.transferDestination() == null) {
      throw ApiError.state(
          null,
          "reverse_transfer",
          "Cannot reverse the transfer of " + payment.chargeId() + ": it has no transfer.");
    }
    if (request.refundApplicationFee() && asked.applicationFee() == null) {
      throw ApiError.state(
          null,
          "refund_application_fee",
          "Cannot refund the application fee of " + payment.chargeId() + ": it has none.");
    }
    if (payment.refunds().size() >= MOST_PER_PAYMENT) {
      throw ApiError.state(
          null, null, "The stand-in keeps at most " + MOST_PER_PAYMENT + " refunds of a payment.");
    }
    return amount;
  }

  /** What the bank says later: a pending refund arrives, or one fails that looked done. */
  public Refund settle(String id, boolean succeeded) {
    Refund refund = get(id);
    turn(refund, succeeded);
    return refund;
  }

  private void turn(Refund refund, boolean succeeded) {
    Refund.Status next = succeeded ? Refund.Status.SUCCEEDED : Refund.Status.FAILED;
    if (refund.status == next || refund.failed()) {
      return;
    }
    refund.status = next;
    events.add("refund.updated", PaymentJson.refund(refund, Expand.NOTHING), Origin.STRIPE);
    if (!succeeded) {
      events.add("refund.failed", PaymentJson.refund(refund, Expand.NOTHING), Origin.STRIPE);
    }
  }

  public Refund get(String id) {
    return all().stream()
        .filter(refund -> refund.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiError.missing("refund", id, "id"));
  }

  /** Newest first, of one payment or of all. */
  public List<Refund> list(Optional<String> paymentId) {
    return paymentId.isEmpty() ? all() : payment(paymentId.get()).refunds().reversed();
  }

  private List<Refund> all() {
    return checkouts.all().stream()
        .map(Session::payment)
        .filter(Objects::nonNull)
        .flatMap(payment -> payment.refunds().reversed().stream())
        .toList();
  }
}
