package live.vitrine.media.http;

import java.util.OptionalInt;

/** {@code ?wait=SECONDS}: how long a request may be held until its stream is live. */
public final class WaitParameter {
  /** What is allowed, in words. */
  public static final String ALLOWED = "a number of seconds from 0 to 30 is allowed";

  private static final int MAX_SECONDS = 30;

  private WaitParameter() {}

  /** The seconds asked for, 0 when none are; empty when that is not allowed. */
  public static OptionalInt seconds(HttpExchange exchange) {
    String value = exchange.query("wait");
    if (value == null) {
      return OptionalInt.of(0);
    }
    try {
      int seconds = Integer.parseInt(value);
      return seconds < 0 || seconds > MAX_SECONDS ? OptionalInt.empty() : OptionalInt.of(seconds);
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
