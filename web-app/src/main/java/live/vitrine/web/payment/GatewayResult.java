package live.vitrine.web.payment;

import java.util.function.Function;

/** What came of a call to Stripe. */
public sealed interface GatewayResult<T> {
  /** It was done. */
  record Succeeded<T>(T value) implements GatewayResult<T> {}

  /**
   * It was not done and will not be done under that key.
   *
   * @param code Stripe's word for it; empty where it has none
   */
  record Declined<T>(String code, String message) implements GatewayResult<T> {}

  /** It may have been done or not: ask again, with the same key. */
  record Unknown<T>(String message) implements GatewayResult<T> {}

  default <R> GatewayResult<R> map(Function<T, R> function) {
    return switch (this) {
      case Succeeded<T>(T value) -> new Succeeded<>(function.apply(value));
      case Declined<T>(String code, String message) -> new Declined<>(code, message);
      case Unknown<T>(String message) -> new Unknown<>(message);
    };
  }
}
