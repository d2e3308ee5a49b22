package live.vitrine.stripe.fault;

import java.time.Duration;

/** What goes wrong with a call to {@code /v1/…}. */
public sealed interface CallFault {
  /**
   * Executed at once, answered so much real time later; its idempotency key is in use until then.
   */
  record Delay(Duration by) implements CallFault {}

  /** Not executed, answered with this status (400–599); no idempotency key keeps it. */
  record Fail(int status) implements CallFault {}

  /** Fails while executing: nothing happened, but the idempotency key replays this status. */
  record FailKept(int status) implements CallFault {}

  /** Executed and kept, but the connection is closed after the first byte of the answer. */
  record LoseAnswer() implements CallFault {}

  /** Not executed: 429. */
  record RateLimit() implements CallFault {}
}
