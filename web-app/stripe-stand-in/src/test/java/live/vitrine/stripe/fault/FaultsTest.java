package live.vitrine.stripe.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final AtomicInteger resets = new AtomicInteger();
  private final Faults faults = new Faults(new Random(1), resets::incrementAndGet);

  @Test
  void endAfterTheirCount() {
    faults.onCalls(new CallFault.Fail(500), 2);

    assertThat(faults.nextCall("/v1/refunds").ending()).isEqualTo(new CallFault.Fail(500));
    assertThat(faults.nextCall("/v1/refunds").ending()).isNotNull();
    assertThat(faults.nextCall("/v1/refunds")).isEqualTo(CallPlan.NORMAL);
  }

  @Test
  void areReplacedByTheirKind() {
    faults.onCalls(new CallFault.Fail(500), 1);
    faults.onCalls(new CallFault.Fail(503), 1);

    assertThat(faults.describe()).singleElement().asString().contains("503");
  }

  @Test
  void addUp() {
    faults.onCalls(new CallFault.Delay(Duration.ofSeconds(1)), 1);
    faults.onCalls(new CallFault.LoseAnswer(), 1);

    assertThat(faults.nextCall("/v1/"))
        .isEqualTo(new CallPlan(Duration.ofSeconds(1), new CallFault.LoseAnswer()));
  }

  @Test
  void loseAShare() {
    faults.onDeliveries(new DeliveryFault.Lose(0.25), Faults.UNTIL_RESET);
    int lost = 0;
    for (int i = 0; i < 10_000; i++) {
      lost += faults.nextDelivery("x").lost() ? 1 : 0;
    }

    assertThat(lost).isBetween(2300, 2700);
  }

  @Test
  void releaseWhatIsHeldWithTheLastOne() {
    faults.onDeliveries(new DeliveryFault.Reorder(10), 2);

    assertThat(faults.nextDelivery("x").release()).isFalse();
    assertThat(faults.nextDelivery("x"))
        .isEqualTo(new DeliveryPlan(false, 0, Duration.ZERO, 10, true));
  }

  @Test
  void endAtReset() {
    faults.onCalls(new CallFault.RateLimit(), Faults.UNTIL_RESET);
    faults.reset();

    assertThat(faults.nextCall("/v1/")).isEqualTo(CallPlan.NORMAL);
    assertThat(resets).hasValue(1);
  }

  @Test
  void refuseACountBelowOne() {
    assertThatThrownBy(() -> faults.onCalls(new CallFault.RateLimit(), 0))
        .hasMessage("next is 0; it must be at least 1");
  }
}
