package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.web.testing.Buyer;

/** What buyers do who want to have it: they send the same form again until they know. */
final class Rush {
  private static final String CARD = "4242424242424242";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Supplier<URI> app;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger away = new AtomicInteger();

  /**
   * Makes one.
   *
   * @param app which web-app is asked next
   */
  Rush(Supplier<URI> app) {
    this.app = app;
  }

  /** What was answered that nobody should see. */
  Queue<String> faults() {
    return faults;
  }

  /** How often a buyer was asked to come again. */
  int away() {
    return away.get();
  }

  /** Buys, and pays for it. */
  void buyAndPay(Buyer buyer, StripeStandIn stripe) {
    Buyer.paymentPage(answer(buyer)).ifPresent(session -> stripe.pay(session, CARD));
  }

  private HttpResponse<String> answer(Buyer buyer) {
    return answer(buyer, false);
  }

  /** Sends the form that the buyer has seen. */
  HttpResponse<String> order(Buyer buyer) {
    return answer(buyer, true);
  }

  private HttpResponse<String> answer(Buyer buyer, boolean hasSeen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean seen = hasSeen;
    while (System.nanoTime() < end) {
      try {
        HttpResponse<String> answer = seen ? buyer.order(app.get()) : buyer.look(app.get());
        boolean again = answer.statusCode() == 503;
        boolean clear =
            answer.statusCode() / 100 != 5
                || (again
                    && answer.headers().firstValue("Retry-After").isPresent()
                    && answer.body().contains("try again"));
        if (!clear) {
          faults.add(answer.statusCode() + " " + answer.body());
        }
        if (again) {
          away.incrementAndGet();
          pause();
        } else if (!seen && answer.statusCode() == 200) {
          seen = true;
        } else {
          return answer;
        }
      } catch (IOException _) {
        away.incrementAndGet();
        pause();
      }
    }
    throw new AssertionError("A buyer got no answer");
  }

  /** People who were asked to come again do not do so at once: a load's pace, not a wait. */
  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A single try, without coming again. */
  Optional<HttpResponse<String>> once(Buyer buyer) {
    try {
      HttpResponse<String> page = buyer.look(app.get());
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      return Optional.of(buyer.order(app.get()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
