package live.vitrine.media.hls;

/**
 * Turns the stream's timeline (milliseconds) into transport stream time (90 kHz). Everything is
 * moved by ten seconds, so that a clock reference can lie before the first frame. The values grow
 * beyond 33 bits; whoever writes them cuts them off.
 */
final class MediaClock {
  static final int TICKS_PER_MILLISECOND = 90;
  static final int TICKS_PER_SECOND = 90_000;

  private static final long START_TICKS = 10L * TICKS_PER_SECOND;

  private MediaClock() {}

  static long ticks(long milliseconds) {
    return START_TICKS + milliseconds * TICKS_PER_MILLISECOND;
  }
}
