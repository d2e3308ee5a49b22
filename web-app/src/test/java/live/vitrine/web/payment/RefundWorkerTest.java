package live.vitrine.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.money.Money;
import live.vitrine.web.payment.Refund.State;
import org.junit.jupiter.api.Test;

final class RefundWorkerTest {
  private static final Money AMOUNT = Money.of(500, "EUR");

  @Test
  void goesForward() {
    assertThat(isNews(State.UNKNOWN, State.PENDING)).isTrue();
    assertThat(isNews(State.PENDING, State.SUCCEEDED)).isTrue();
    assertThat(isNews(State.SUCCEEDED, State.FAILED)).isTrue();
  }

  @Test
  void ignoresAnswersThatWereOvertaken() {
    assertThat(isNews(State.PENDING, State.PENDING)).isFalse();
    assertThat(isNews(State.SUCCEEDED, State.PENDING)).isFalse();
    assertThat(isNews(State.FAILED, State.PENDING)).isFalse();
    assertThat(isNews(State.FAILED, State.SUCCEEDED)).isFalse();
  }

  @Test
  void believesStripeWhereWeThoughtThatItRefused() {
    assertThat(RefundWorker.isNews(refund(State.FAILED, Optional.empty()), stripe(State.SUCCEEDED)))
        .isTrue();
  }

  private static boolean isNews(State known, State told) {
    return RefundWorker.isNews(refund(known, Optional.of("re_1")), stripe(told));
  }

  private static Refund refund(State state, Optional<String> stripeId) {
    return new Refund(
        1,
        1,
        AMOUNT,
        "requested",
        "",
        "pi_1",
        "refund-1",
        state,
        stripeId,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static StripeRefund stripe(State state) {
    return new StripeRefund(
        "re_1", "pi_1", AMOUNT, state, Optional.of("refund-1"), Optional.empty());
  }
}
