package live.vitrine.stripe.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the next call goes: its delay, and what else goes wrong. */
public record CallPlan(Duration delay, @Nullable CallFault ending) {
  public static final CallPlan NORMAL = new CallPlan(Duration.ZERO, null);
}
