package live.vitrine.stripe.checkout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import live.vitrine.stripe.event.EventLog;
import live.vitrine.stripe.event.Origin;
import live.vitrine.stripe.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * All sessions with their payments. At most so many are kept as the settings say: the one that
 * ended first goes, and while none has ended no further one is created.
 */
public final class Checkouts {
  private static final Duration SHORTEST = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Schedule schedule;
  private final EventLog events;
  private final Supplier<URI> publicUrl;
  private final int capacity;
  private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>();
  private final Map<String, Payment> payments = new HashMap<>();
  private final Deque<Session> ended = new ArrayDeque<>();

  public Checkouts(Schedule schedule, EventLog events, Supplier<URI> publicUrl, int capacity) {
    this.schedule = schedule;
    this.events = events;
    this.publicUrl = publicUrl;
    this.capacity = capacity;
  }

  public Session create(SessionRequest request) {
    Money.checkTotal(request.currency(), request.total());
    Instant now = schedule.now();
    Instant expiresAt = expiresAt(request.expiresAt(), now);
    makeRoom();
    String id = Ids.session();
    Session session = new Session(id, publicUrl.get() + "/c/pay/" + id, now, expiresAt, request);
    sessions.put(id, session);
    session.expiry = schedule.at(expiresAt, () -> end(session, Origin.STRIPE));
    return session;
  }

  private static Instant expiresAt(@Nullable Instant asked, Instant now) {
    if (asked == null) {
      return now.plus(LONGEST);
    }
    // Stripe counts in whole seconds, and names no parameter here.
    long seconds = asked.getEpochSecond() - now.getEpochSecond();
    if (seconds < SHORTEST.toSeconds()) {
      throw ApiError.parameter(
          null,
          null,
          "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
    }
    if (seconds >= LONGEST.toSeconds()) {
      throw ApiError.parameter(
          null,
          null,
          "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
    }
    return asked;
  }

  private void makeRoom() {
    if (sessions.size() < capacity) {
      return;
    }
    Session oldest = ended.poll();
    if (oldest == null) {
      throw ApiError.refused(
          429, "rate_limit", "The stand-in keeps at most " + capacity + " unfinished sessions.");
    }
    sessions.remove(oldest.id());
    if (oldest.payment != null) {
      payments.remove(oldest.payment.id());
    }
  }

  public Optional<Session> find(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  public Session get(String id) {
    return find(id).orElseThrow(() -> ApiError.missing("checkout.session", id, "session"));
  }

  public Payment payment(String id) {
    Payment payment = payments.get(id);
    if (payment == null) {
      throw ApiError.missing("payment_intent", id, "intent");
    }
    return payment;
  }

  /** Newest first, as Stripe lists. */
  public List<Session> all() {
    return List.copyOf(sessions.sequencedValues().reversed());
  }

  public Session expire(String id, Origin origin) {
    Session session = get(id);
    if (session.status != Session.Status.OPEN) {
      throw ApiError.state(
          null,
          null,
          "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session"
              + " has a status of `"
              + session.status.name().toLowerCase(Locale.ROOT)
              + "`.");
    }
    end(session, origin);
    return session;
  }

  private void end(Session session, Origin origin) {
    if (session.status != Session.Status.OPEN) {
      return;
    }
    session.status = Session.Status.EXPIRED;
    cancelExpiry(session);
    if (session.payment != null) {
      session.payment.status = Payment.Status.CANCELED;
    }
    ended.add(session);
    tell("checkout.session.expired", session, origin);
  }

  private static void cancelExpiry(Session session) {
    if (session.expiry != null) {
      session.expiry.cancel();
      session.expiry = null;
    }
  }

  /** Pays with a card. An empty card is one that is no test card. Paying twice pays once. */
  public PayOutcome pay(String id, Optional<TestCard> chosen, Payer payer) {
    Session session = get(id);
    if (session.status != Session.Status.OPEN) {
      return outcome(session);
    }
    session.payerEmail = payer.email() == null ? session.payerEmail : payer.email();
    session.payerName = payer.name() == null ? session.payerName : payer.name();
    Payment payment = paymentOf(session);
    TestCard card = chosen.orElse(null);
    payment.card = card;
    Decline decline = card == null ? Decline.NOT_A_TEST_CARD : card.decline();
    if (decline != null) {
      return decline(payment, decline);
    }
    if (card == TestCard.DELAYED) {
      payment.status = Payment.Status.PROCESSING;
      payment.chargeId = Ids.next("py_3");
      complete(session);
      tell("checkout.session.completed", session, Origin.STRIPE);
      return new PayOutcome.Delayed();
    }
    if (card != null && card.asksForAuthentication()) {
      payment.status = Payment.Status.REQUIRES_ACTION;
      return new PayOutcome.NeedsAuthentication();
    }
    return succeed(payment);
  }

  /** The answer of the bank's 3-D Secure page. */
  public PayOutcome authenticate(String id, boolean completed) {
    Session session = get(id);
    Payment payment = session.payment;
    if (session.status != Session.Status.OPEN) {
      return outcome(session);
    }
    if (payment == null || payment.status != Payment.Status.REQUIRES_ACTION) {
      throw ApiError.state(null, null, "Nothing to authenticate: no card asked for it.");
    }
    return completed ? succeed(payment) : decline(payment, Decline.AUTHENTICATION_FAILED);
  }

  /** The end of a delayed payment: the money came, or it did not. */
  public Session settle(String id, boolean succeeded) {
    Session session = get(id);
    Payment payment = session.payment;
    if (payment == null || payment.status != Payment.Status.PROCESSING) {
      throw ApiError.state(
          null, null, "Nothing to settle: this session has no delayed payment in progress.");
    }
    if (succeeded) {
      charge(payment);
      tell("checkout.session.async_payment_succeeded", session, Origin.STRIPE);
    } else {
      decline(payment, Decline.DELAYED_PAYMENT_FAILED);
      tell("checkout.session.async_payment_failed", session, Origin.STRIPE);
    }
    ended.add(session);
    return session;
  }

  private PayOutcome outcome(Session session) {
    return session.status == Session.Status.EXPIRED
        ? new PayOutcome.Expired()
        : session.paid() ? new PayOutcome.Paid() : new PayOutcome.Delayed();
  }

  private Payment paymentOf(Session session) {
    if (session.payment == null) {
      session.payment = new Payment(Ids.next("pi_3"), session, schedule.now());
      payments.put(session.payment.id(), session.payment);
    }
    return session.payment;
  }

  private PayOutcome decline(Payment payment, Decline decline) {
    payment.status = Payment.Status.REQUIRES_PAYMENT_METHOD;
    payment.decline = decline;
    events.add(
        "payment_intent.payment_failed", PaymentJson.of(payment, Expand.NOTHING), Origin.STRIPE);
    return new PayOutcome.Declined(decline);
  }

  private PayOutcome succeed(Payment payment) {
    payment.chargeId = Ids.next("ch_3");
    complete(payment.session());
    ended.add(payment.session());
    charge(payment);
    tell("checkout.session.completed", payment.session(), Origin.STRIPE);
    return new PayOutcome.Paid();
  }

  private void charge(Payment payment) {
    payment.status = Payment.Status.SUCCEEDED;
    payment.decline = null;
    payment.chargedAt = schedule.now();
    events.add("payment_intent.succeeded", PaymentJson.of(payment, Expand.NOTHING), Origin.STRIPE);
  }

  private static void complete(Session session) {
    session.status = Session.Status.COMPLETE;
    cancelExpiry(session);
  }

  private void tell(String type, Session session, Origin origin) {
    events.add(type, SessionJson.of(session, Expand.NOTHING), origin);
  }

  /** Forgets every session and payment, without an event. */
  public void clear() {
    sessions.values().forEach(Checkouts::cancelExpiry);
    sessions.clear();
    payments.clear();
    ended.clear();
  }
}
