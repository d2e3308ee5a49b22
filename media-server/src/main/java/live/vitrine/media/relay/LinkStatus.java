package live.vitrine.media.relay;

import java.util.Locale;

/**
 * How a push or a pull stands, for display.
 *
 * @param retryAtNanos when the next attempt is due, on the clock of {@link System#nanoTime};
 *     meaningful while waiting
 * @param lastError why the last attempt or connection ended; empty when none has failed
 */
record LinkStatus(State state, long retryAtNanos, String lastError) {
  /** What it is doing. */
  enum State {
    /** Nothing to do: the stream is not live, or nobody watches. */
    IDLE,
    /** A connection is being made. */
    CONNECTING,
    /** Media flows. */
    LIVE,
    /** An attempt failed; another follows. */
    WAITING,
    /** The other server does not want it; tried again all the same. */
    REFUSED,
    /** A publisher feeds the stream here: the pull waits for it to leave. */
    STANDING_BY,
    /** Over for good. */
    STOPPED;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static LinkStatus idle() {
    return new LinkStatus(State.IDLE, 0, "");
  }

  /** In another state, without a time to try again. */
  LinkStatus in(State next) {
    return new LinkStatus(next, 0, lastError);
  }

  /** Whole seconds until the next attempt; 0 when none is due. */
  long retrySeconds(long now) {
    boolean waiting = state == State.WAITING || state == State.REFUSED;
    return waiting ? Math.max(0, (retryAtNanos - now + 999_999_999) / 1_000_000_000) : 0;
  }
}
