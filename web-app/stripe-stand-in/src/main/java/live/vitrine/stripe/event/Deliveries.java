package live.vitrine.stripe.event;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import live.vitrine.stripe.fault.DeliveryPlan;
import live.vitrine.stripe.fault.Faults;
import live.vitrine.stripe.schedule.Schedule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the endpoints: at most {@value #AT_ONCE} attempts at once, each event up to
 * {@value #TRIES} times, after 1 s, 2 s, 4 s …, then given up. The latest deliveries are kept.
 */
public final class Deliveries {
  static final int TRIES = 8;
  private static final int AT_ONCE = 32;
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  private final Schedule schedule;
  private final Faults faults;
  private final WebhookSender sender;
  private final int capacity;
  private final Random random;
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final List<Delivery> held = new ArrayList<>();
  private List<URI> urls = List.of();
  private int inFlight;
  private final DeliveryCounts counts = new DeliveryCounts();

  public Deliveries(
      Schedule schedule, Faults faults, WebhookSender sender, int capacity, Random random) {
    this.schedule = schedule;
    this.faults = faults;
    this.sender = sender;
    this.capacity = capacity;
    this.random = random;
  }

  /** For events from now on. */
  public void setUrls(List<URI> urls) {
    this.urls = List.copyOf(urls);
  }

  public void send(Event event) {
    for (URI url : urls) {
      start(event, url);
    }
  }

  private void start(Event event, URI url) {
    DeliveryPlan plan = faults.nextDelivery(event.type());
    Delivery delivery = keep(new Delivery(event, url));
    if (plan.lost()) {
      delivery.state = Delivery.State.LOST;
      counts.lost++;
      return;
    }
    sendAs(plan, delivery);
    for (int i = 0; i < plan.repeats(); i++) {
      sendAs(plan, keep(new Delivery(event, url)));
    }
    if (plan.release()) {
      release();
    }
  }

  private void sendAs(DeliveryPlan plan, Delivery delivery) {
    if (plan.hold() > 0) {
      delivery.state = Delivery.State.HELD;
      held.add(delivery);
      if (held.size() >= plan.hold()) {
        release();
      }
    } else if (plan.delay().isPositive()) {
      schedule.after(plan.delay(), () -> enqueue(delivery));
    } else {
      enqueue(delivery);
    }
  }

  /** Sends what is held one after the other, in another order than it came. */
  public void release() {
    List<Delivery> shuffled = new ArrayList<>(held);
    Collections.shuffle(shuffled, random);
    if (shuffled.equals(held)) {
      Collections.rotate(shuffled, 1);
    }
    held.clear();
    for (int i = 0; i + 1 < shuffled.size(); i++) {
      Delivery next = shuffled.get(i + 1);
      shuffled.get(i).then = () -> enqueue(next);
    }
    if (!shuffled.isEmpty()) {
      enqueue(shuffled.getFirst());
    }
  }

  private Delivery keep(Delivery delivery) {
    if (deliveries.size() >= capacity) {
      Delivery oldest = deliveries.removeFirst();
      if (!oldest.finished()) {
        giveUp(oldest, "dropped: too many deliveries");
      }
    }
    deliveries.addLast(delivery);
    return delivery;
  }

  private void enqueue(Delivery delivery) {
    delivery.state = delivery.finished() ? delivery.state : Delivery.State.WAITING;
    waiting.add(delivery);
    pump();
  }

  private void pump() {
    while (inFlight < AT_ONCE && !waiting.isEmpty()) {
      Delivery delivery = waiting.poll();
      if (delivery.finished()) {
        delivery.then.run();
      } else {
        inFlight++;
        counts.attempts++;
        int pending = urls.size();
        sender
            .send(
                delivery.event(),
                delivery.url(),
                pending,
                faults.nextAttempt(delivery.event().type()))
            .onComplete(result -> done(delivery, result.result(), result.cause()));
      }
    }
  }

  private void done(Delivery delivery, @Nullable Integer status, @Nullable Throwable failure) {
    inFlight--;
    Runnable then = delivery.then;
    delivery.then = () -> {};
    then.run();
    if (!delivery.finished()) {
      delivery.outcomes().add(status == null ? "failed: " + failure : status.toString());
      if (status != null && status >= 200 && status < 300) {
        delivery.state = Delivery.State.DELIVERED;
        counts.delivered++;
      } else if (delivery.outcomes().size() >= TRIES) {
        giveUp(delivery, "given up");
      } else {
        delivery.state = Delivery.State.RETRYING;
        Duration wait = Duration.ofSeconds(1L << (delivery.outcomes().size() - 1));
        schedule.after(wait, () -> enqueue(delivery));
      }
    }
    pump();
  }

  private void giveUp(Delivery delivery, String why) {
    delivery.state = Delivery.State.GIVEN_UP;
    delivery.outcomes().add(why);
    counts.givenUp++;
    log.warn(
        "Webhook {} {} to {} {} after {}",
        delivery.event().type(),
        delivery.event().id(),
        delivery.url(),
        why,
        delivery.outcomes());
  }

  /** Oldest first. */
  public List<Delivery.Report> reports() {
    return deliveries.stream().map(Delivery::report).toList();
  }

  /** How many endpoints have not taken this event yet. */
  public int pending(Event event) {
    return (int)
        deliveries.stream()
            .filter(delivery -> delivery.event().equals(event) && !delivery.finished())
            .count();
  }

  /** Sends an event once more, as Stripe's dashboard can. */
  public void resend(Event event) {
    urls.forEach(url -> enqueue(keep(new Delivery(event, url))));
  }

  public DeliveryCounts counts() {
    return counts;
  }

  /** Forgets all deliveries; attempts under way end unseen. */
  public void clear() {
    deliveries.forEach(delivery -> {
      if (!delivery.finished()) {
        delivery.state = Delivery.State.LOST;
      }
    });
    deliveries.clear();
    waiting.clear();
    held.clear();
  }
}
