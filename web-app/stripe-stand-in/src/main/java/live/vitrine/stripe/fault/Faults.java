package live.vitrine.stripe.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are set: one of each kind for calls and for deliveries; setting one of a kind
 * again replaces it. Thread-safe, never waits longer than for another of these methods.
 */
public final class Faults {
  /** As a count: every one until {@link #reset}. */
  public static final int UNTIL_RESET = Integer.MAX_VALUE;

  private final Map<Class<?>, Rule<CallFault>> calls = new LinkedHashMap<>();
  private final Map<Class<?>, Rule<DeliveryFault>> deliveries = new LinkedHashMap<>();
  private final RandomGenerator random;
  private final Runnable afterReset;

  /**
   * Nothing goes wrong at first.
   *
   * @param afterReset run after every reset, on the caller's thread
   */
  public Faults(RandomGenerator random, Runnable afterReset) {
    this.random = random;
    this.afterReset = afterReset;
  }

  /** For the next so many calls. */
  public void onCalls(CallFault fault, int next) {
    onCalls(fault, next, "");
  }

  /** For the next so many calls whose path begins so, for example {@code /v1/refunds}. */
  public synchronized void onCalls(CallFault fault, int next, String pathPrefix) {
    calls.put(fault.getClass(), new Rule<>(fault, pathPrefix, checked(next)));
  }

  /** For the next so many deliveries (event and endpoint) or, for signatures, attempts. */
  public void onDeliveries(DeliveryFault fault, int next) {
    onDeliveries(fault, next, "");
  }

  /** Of events whose type begins so, for example {@code checkout.session.}. */
  public synchronized void onDeliveries(DeliveryFault fault, int next, String typePrefix) {
    deliveries.put(fault.getClass(), new Rule<>(fault, typePrefix, checked(next)));
  }

  private static int checked(int next) {
    if (next < 1) {
      throw new IllegalArgumentException("next is " + next + "; it must be at least 1");
    }
    return next;
  }

  /** No more faults; what was held is sent. */
  public void reset() {
    synchronized (this) {
      calls.clear();
      deliveries.clear();
    }
    afterReset.run();
  }

  /** What is set, in words. */
  public synchronized List<String> describe() {
    List<String> lines = new ArrayList<>();
    calls.values().forEach(rule -> lines.add("call " + rule));
    deliveries.values().forEach(rule -> lines.add("delivery " + rule));
    return lines;
  }

  /** Takes what is set for the next call off the counts. */
  public synchronized CallPlan nextCall(String path) {
    if (calls.isEmpty()) {
      return CallPlan.NORMAL;
    }
    Duration delay =
        use(calls, CallFault.Delay.class, path) instanceof CallFault.Delay(Duration by)
            ? by
            : Duration.ZERO;
    List<Class<? extends CallFault>> endings =
        List.of(
            CallFault.RateLimit.class,
            CallFault.Fail.class,
            CallFault.FailKept.class,
            CallFault.LoseAnswer.class);
    for (Class<? extends CallFault> kind : endings) {
      CallFault ending = use(calls, kind, path);
      if (ending != null) {
        return new CallPlan(delay, ending);
      }
    }
    return new CallPlan(delay, null);
  }

  /** Takes what is set for the next delivery off the counts. */
  public synchronized DeliveryPlan nextDelivery(String type) {
    if (deliveries.isEmpty()) {
      return DeliveryPlan.NORMAL;
    }
    boolean lost =
        use(deliveries, DeliveryFault.Lose.class, type) instanceof DeliveryFault.Lose(double share)
            && random.nextDouble() < share;
    int repeats =
        use(deliveries, DeliveryFault.Repeat.class, type) instanceof DeliveryFault.Repeat(int times)
            ? times
            : 0;
    Duration delay =
        use(deliveries, DeliveryFault.Delay.class, type) instanceof DeliveryFault.Delay(Duration by)
            ? by
            : Duration.ZERO;
    int hold =
        use(deliveries, DeliveryFault.Reorder.class, type)
                instanceof DeliveryFault.Reorder(int many)
            ? many
            : 0;
    Rule<DeliveryFault> holding = deliveries.get(DeliveryFault.Reorder.class);
    return new DeliveryPlan(lost, repeats, delay, hold, holding != null && holding.left() == 0);
  }

  /** Takes what is set for the next attempt off the counts. */
  public synchronized AttemptPlan nextAttempt(String type) {
    boolean wrong = use(deliveries, DeliveryFault.WrongSignature.class, type) != null;
    Duration age =
        use(deliveries, DeliveryFault.StaleTimestamp.class, type)
                instanceof DeliveryFault.StaleTimestamp(Duration old)
            ? old
            : Duration.ZERO;
    return new AttemptPlan(wrong, age);
  }

  private static <F> @Nullable F use(Map<Class<?>, Rule<F>> rules, Class<?> kind, String name) {
    Rule<F> rule = rules.get(kind);
    return rule == null ? null : rule.use(name);
  }
}
