package live.vitrine.media.relay;

/** There are as many as may be. The message says how many. */
final class LimitException extends RuntimeException {
  LimitException(String message) {
    super(message, null, false, false);
  }
}
